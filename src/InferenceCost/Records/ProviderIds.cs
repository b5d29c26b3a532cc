namespace InferenceCost.Records;

/// <summary>Providers that the program treats in a way of their own.</summary>
public static class ProviderIds
{
    /// <summary>The processor, which every other provider is held against.</summary>
    public const string Cpu = "cpu";
}
