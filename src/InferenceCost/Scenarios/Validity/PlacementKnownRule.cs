using InferenceCost.Records;

namespace InferenceCost.Scenarios.Validity;

/// <summary>
/// A provider that tells of no node where it ran. The CPU needs no proof: the runtime runs there whatever no other provider takes.
/// </summary>
internal sealed class PlacementKnownRule : IValidityRule
{
    /// <inheritdoc/>
    public bool Invalidates => true;

    /// <inheritdoc/>
    public IEnumerable<Reason> Check(MeasuredCase item)
    {
        if (item.Run.Provider != ProviderIds.Cpu && item.Setup?.Placement is { Nodes.Count: 0 })
        {
            yield return new Reason(
                ReasonCode.PlacementUnknown, "the runtime tells of no node where it ran: it may have been the processor",
                "use another version of ONNX Runtime or of the provider");
        }
    }
}
