using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Statistics;
using static InferenceCost.Tests.Statistics.StudyTable;

namespace InferenceCost.Tests.Quality.Metrics.Coverage;

/// <summary>How often intervals held the truth.</summary>
/// <param name="Samples">How many samples there were.</param>
/// <param name="Difference">The share of intervals of the difference that did; NaN where there was none.</param>
/// <param name="Ratio">The same of the ratio.</param>
/// <param name="Bounded">The share of samples whose interval is a bound.</param>
/// <param name="Without">The share of samples without any interval.</param>
internal sealed record CoverageCell(int Samples, double Difference, double Ratio, double Bounded, double Without)
{
    /// <summary>Rounding must not put a difference of 0 outside an interval that ends there.</summary>
    private const double Rounding = 1e-12;

    internal static CoverageCell Count(MetricComparison[] found, (double Delta, double LogRatio) truth) => new(
        found.Length,
        Share([.. found.Select(sample => sample.Difference)], truth.Delta),
        double.IsFinite(truth.LogRatio) ? Share([.. found.Select(sample => sample.LogRatio)], truth.LogRatio) : double.NaN,
        found.Count(sample => sample.Method == TellingUnits.BoundMethod && sample.Difference is not null) / (double)found.Length,
        found.Count(sample => sample.Difference is null) / (double)found.Length);

    /// <summary>Whether the difference's interval holds the truth too seldom by more than a point and a half, chance aside.</summary>
    internal bool IsShort => Difference < 0.885 - (2 * Math.Sqrt(0.09 / (Samples * (1 - Without))));

    /// <summary>90.1 %, or 90.1 % (ratio 89.8 %), with what was no interval of the metric's own.</summary>
    internal string Text(bool withRatio) => Without > 0.995 ? "n/a"
        : Percent(Difference)
            + (withRatio && !double.IsNaN(Ratio) && Math.Abs(Ratio - Difference) >= 0.0005 ? $" (ratio {Percent(Ratio)})" : "")
            + (Bounded >= 0.005 ? $", bound in {WholePercent(Bounded)}" : "")
            + (Without >= 0.005 ? $", n/a in {WholePercent(Without)}" : "");

    private static double Share(Interval?[] intervals, double truth)
    {
        Interval[] known = [.. intervals.OfType<Interval>()];
        return known.Count(interval => interval.Low <= truth + Rounding && interval.High >= truth - Rounding) / (double)known.Length;
    }
}
