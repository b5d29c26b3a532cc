using InferenceCost.Records;

namespace InferenceCost.Scenarios.Validity;

/// <summary>
/// Calls that do not write their outputs to the host. Without copies none are expected there, so the latency on the device is spared.
/// </summary>
internal sealed class OutputsWrittenRule : IValidityRule
{
    /// <inheritdoc/>
    public bool Invalidates => true;

    /// <inheritdoc/>
    public IEnumerable<Reason> Check(MeasuredCase item)
    {
        if (item.Metric != Metric.ComputeLatency && item.Setup?.Proof is { WritesItsOutputs: false })
        {
            yield return new Reason(
                ReasonCode.OutputsNotWritten,
                "calls do not write their outputs to the host: what came out is what an earlier call left",
                "leave out the option that captures graphs");
        }
    }
}
