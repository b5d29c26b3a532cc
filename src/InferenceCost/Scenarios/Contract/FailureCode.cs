
namespace InferenceCost.Scenarios.Contract;

/// <summary>The codes of failures that somebody acts upon.</summary>
public static class FailureCode
{
    /// <summary>A person can mend it: the model or its inputs are at fault, not the machine.</summary>
    public const string BadInput = "input";

    /// <summary>This machine cannot use the provider.</summary>
    public const string ProviderUnusable = "provider";
}
