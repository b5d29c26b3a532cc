using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Contract;

/// <summary>How much the canary's time varied over a run: (p90 - p10) / median.</summary>
public static class CanarySpread
{
    /// <summary>The spread; null where no interleaved launch has ended.</summary>
    public static double? Compute(IEnumerable<WorkerResult> results)
    {
        var times = results.OfType<IWithCanary>().SelectMany(result => result.CanaryTimes).ToArray();
        return times.Length == 0 ? null : (Quantile.Compute(times, 0.9) - Quantile.Compute(times, 0.1)) / Quantile.Median(times);
    }
}

/// <summary>An answer that tells how fast the machine was around its blocks.</summary>
public interface IWithCanary
{
    /// <summary>The canary's times around each block, in nanoseconds.</summary>
    IEnumerable<double> CanaryTimes { get; }
}
