using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Validity;

/// <summary>
/// Calls that return before the device has finished. With copies a call ends with its outputs on the host, so only the latency on the
/// device is at risk.
/// </summary>
internal sealed class SynchronisedRule : IValidityRule
{
    /// <inheritdoc/>
    public bool Invalidates => true;

    /// <inheritdoc/>
    public IEnumerable<Reason> Check(MeasuredCase item)
    {
        if (item.Metric == Metric.ComputeLatency && item.Setup?.Proof?.Unfinished is > ProviderProof.MostUnfinished and var share)
        {
            yield return new Reason(
                ReasonCode.NotSynchronised,
                FormattableString.Invariant(
                    $"calls return before the device has finished: {100 * share:0} % of the work was still to be done"),
                "use the latency with copies, which ends with the outputs on the host");
        }
    }
}
