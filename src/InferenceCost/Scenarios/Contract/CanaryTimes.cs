using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Contract;

/// <summary>How fast the machine was beside a case, launch by launch.</summary>
internal static class CanaryTimes
{
    /// <summary>The median time of each launch; null where a launch has none.</summary>
    public static double[]? Join(IEnumerable<double[]> launches)
    {
        var times = launches.Select(launch => launch.Where(double.IsFinite).ToArray()).ToList();
        return times.Count == 0 || times.Any(launch => launch.Length == 0) ? null : [.. times.Select(launch => Quantile.Median(launch))];
    }
}
