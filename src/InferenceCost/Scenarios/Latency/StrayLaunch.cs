using InferenceCost.Scenarios.Contract;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Latency;

/// <summary>The rule of <see cref="Disturbance"/> for an interleaved latency launch.</summary>
internal static class StrayLaunch
{
    /// <summary>Why it does not count; null where it does, or failed.</summary>
    public static string? Reason(WorkerResult result) => result is not LatencyResult { Models: [var first, _, ..] models } ? null
        : Disturbance.Reason([.. models.Select(model => new LaunchSide(
            model.Model, model.BusyShare, [.. model.Canary.Zip(first.Canary, (one, other) => one / other)]))]);
}
