using System.Globalization;
using InferenceCost.Records;

namespace InferenceCost.Findings.Claims;

/// <summary>A comparison's figures as a sentence says them: shares in points, other scores as they are, ratios in percent.</summary>
public static class QualityFigures
{
    /// <summary>The margin with its noun: 1.0 point, 0.5 points, or the bare number of a metric that is no share.</summary>
    /// <exception cref="InvalidOperationException">There is no margin.</exception>
    public static string Margin(ClaimQuality quality)
    {
        var margin = quality.Margin ?? throw new InvalidOperationException("there is no margin");
        return QualityMetric.Find(quality.Metric).IsShare
            ? ClaimNumbers.Margin(margin)
            : margin.ToString("0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>A score: 93.49 %, or the bare number.</summary>
    public static string Score(string metric, double value) =>
        QualityMetric.Find(metric).IsShare ? ClaimNumbers.Share(value) : value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A difference: -0.92 points, or the bare number.</summary>
    public static string Difference(string metric, double value) =>
        QualityMetric.Find(metric).IsShare ? ClaimNumbers.Points(value) : value.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture);

    /// <summary>The estimate that decides, its interval, and the number of items.</summary>
    public static string Numbers(ClaimQuality quality)
    {
        var unit = QualityMetric.Find(quality.Metric).IsShare ? " points" : "";
        var (estimate, ends) = quality is { Scale: QualityScale.Ratio, Ratio: { } ratio }
            ? (
                QualityMetric.Find(quality.Metric).Direction == Better.Lower
                    ? $"the teacher's is {ClaimNumbers.Share(ratio.Estimate)} of it"
                    : $"{ClaimNumbers.Share(ratio.Estimate)} of it",
                ratio is { Low: { } low, High: { } high } ? $"{ClaimNumbers.Share(low)} to {ClaimNumbers.Share(high)}" : null)
            : ($"{Difference(quality.Metric, quality.Delta)}{unit}", quality is { Low: { } from, High: { } to }
                ? $"{Difference(quality.Metric, from)} to {Difference(quality.Metric, to)}"
                : null);
        var interval = ends is null ? "no interval" : $"{ClaimNumbers.Percent(quality.Confidence)} interval {ends}";
        var sources = quality.Clusters is { } clusters ? $" from {ClaimNumbers.Count(clusters)} sources" : "";
        return $"{estimate}, {interval}, {ClaimNumbers.Items(quality.Items)}{sources}";
    }

    /// <summary>
    /// The estimate that decides with its interval, for a table's cell: -0.92 (-1.20 to -0.64), or 98.9 % (98.5 to 99.3).
    /// </summary>
    public static string Brief(ClaimQuality quality) => quality switch
    {
        { Scale: QualityScale.Ratio, Ratio: { Low: { } low, High: { } high } ratio } =>
            $"{ClaimNumbers.Share(ratio.Estimate)} ({ClaimNumbers.Share(low)} to {ClaimNumbers.Share(high)})",
        { Scale: QualityScale.Ratio, Ratio: { } ratio } => $"{ClaimNumbers.Share(ratio.Estimate)}, no interval",
        { Low: { } low, High: { } high } =>
            $"{Difference(quality.Metric, quality.Delta)} ({Difference(quality.Metric, low)} to {Difference(quality.Metric, high)})",
        _ => $"{Difference(quality.Metric, quality.Delta)}, no interval",
    };
}
