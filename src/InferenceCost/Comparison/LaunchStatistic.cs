using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>
/// What a launch counts as: the quartile of its blocks on the cheap side, since a neighbour's load only ever adds time. Between launches
/// of one build it varied less than the median and the minimum (standard deviation of the log-ratio of ten interleaved launches 0.033,
/// 0.047 and 0.049 on a shared two-core machine).
/// </summary>
internal static class LaunchStatistic
{
    /// <summary>One value per launch that has samples, in the case's unit.</summary>
    public static double[] Compute(CaseRecord item)
    {
        var probability = item.SampleKind == SampleKind.Launch ? 0.5 : item.Better == Better.Lower ? 0.25 : 0.75;
        return [.. item.Samples.Select(launch => Array.FindAll(launch, double.IsFinite))
            .Where(launch => launch.Length > 0)
            .Select(launch => Quantile.Compute(launch, probability))];
    }
}
