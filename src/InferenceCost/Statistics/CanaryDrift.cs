namespace InferenceCost.Statistics;

/// <summary>
/// Whether a machine treated two sides alike, told by a canary: fixed work beside both, so that its ratio is 1 unless the machine
/// changed.
/// </summary>
public static class CanaryDrift
{
    /// <summary>The canary may drift this far before a comparison is withheld: background noise stays well below.</summary>
    public const double Tolerance = 0.05;

    /// <summary>The canary's ratio over launches; null where a launch did not record it.</summary>
    /// <param name="launches">Its time beside one side over that beside the other at each pair of blocks, launch by launch.</param>
    public static RatioEstimate? Estimate(IReadOnlyList<double[]> launches) =>
        launches.Count == 0 || launches.Any(launch => launch.Length == 0)
            ? null
            : Ratios.OfLaunches([.. launches.Select(launch => Quantile.Median([.. launch.Select(share => Math.Log(share))]))]);

    /// <summary>Whether the canary's ratio is shown to differ from 1, and by more than the tolerance.</summary>
    /// <param name="canary">The canary's time beside one side over its time beside the other, over launches.</param>
    public static bool IsShown(RatioEstimate canary) => (canary.Low > 1 || canary.High < 1) && IsBeyondTolerance(canary.Estimate);

    /// <summary>Whether an estimate leaves 0.95 to 1.05.</summary>
    public static bool IsBeyondTolerance(double estimate) => Math.Abs(estimate - 1) > Tolerance;
}
