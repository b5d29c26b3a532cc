using InferenceCost.Records;

namespace InferenceCost.Tasks.Contract;

/// <summary>Why a model is not scored whose output is not finite for an item: a score over the rest would flatter.</summary>
internal static class NotFiniteOutput
{
    /// <summary>The reason.</summary>
    /// <param name="source">Where the output comes from.</param>
    /// <param name="item">The item's id.</param>
    public static Reason Of(string source, string item) => new(
        ReasonCode.OutputNotFinite, $"{source}: the output for item {item} is not finite",
        "check the item's inputs, the model's weights, and whether its precision overflows on this provider");
}
