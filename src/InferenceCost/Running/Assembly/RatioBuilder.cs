using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Running.Assembly;

/// <summary>From paired samples of launches to a ratio with its interval, and to whether the machine treated both models alike.</summary>
internal static class RatioBuilder
{
    /// <summary>The canary may drift this far before the ratio is withheld: background noise stays well below.</summary>
    private const double CanaryTolerance = 0.05;

    /// <summary>Completes a ratio whose launches are filled in.</summary>
    /// <param name="ratio">Names and launches.</param>
    /// <param name="higherIsBetter">For rates: the student's over the teacher's.</param>
    public static RatioRecord Complete(RatioRecord ratio, bool higherIsBetter = false)
    {
        if (ratio.Launches.Count == 0)
        {
            return ratio;
        }

        var estimate = Ratios.OfLaunches([.. ratio.Launches.Select(launch => higherIsBetter
            ? Ratios.LaunchLogRatio(launch.Student, launch.Teacher)
            : Ratios.LaunchLogRatio(launch.Teacher, launch.Student))]);
        return ratio with
        {
            Estimate = estimate.Estimate,
            Low = estimate.Low,
            High = estimate.High,
            Confidence = estimate.Confidence,
            Contaminated = IsContaminated(ratio.Launches),
        };
    }

    /// <summary>The canary's own ratio: its interval excludes 1 and its estimate leaves 0.95 to 1.05.</summary>
    private static bool IsContaminated(IReadOnlyList<RatioLaunch> launches)
    {
        if (launches.Any(launch => launch.Canary.Length == 0))
        {
            return false;
        }

        var canary = Ratios.OfLaunches([.. launches.Select(launch => Quantile.Median([.. launch.Canary.Select(share => Math.Log(share))]))]);
        return (canary.Low > 1 || canary.High < 1) && Math.Abs(canary.Estimate - 1) > CanaryTolerance;
    }
}
