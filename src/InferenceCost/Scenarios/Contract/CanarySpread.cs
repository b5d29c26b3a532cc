using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Contract;

/// <summary>How much the canary's time varied over a run: (p90 - p10) / median.</summary>
internal static class CanarySpread
{
    /// <summary>The spread; null where no interleaved launch has ended.</summary>
    public static double? Of(IEnumerable<WorkerResult> results)
    {
        var times = results.SelectMany(result => result switch
        {
            LatencyResult latency => latency.Models.SelectMany(model => model.Canary),
            ThroughputResult throughput => throughput.Models.SelectMany(model => model.Canary),
            _ => [],
        }).ToArray();
        return times.Length == 0 ? null : (Quantile.Of(times, 0.9) - Quantile.Of(times, 0.1)) / Quantile.Median(times);
    }
}
