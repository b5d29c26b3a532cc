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
        return IsShare(quality.Metric) ? ClaimNumbers.Margin(margin) : Number(margin);
    }

    /// <summary>A score: 93.49 %, or the bare number.</summary>
    public static string Score(string metric, double value) =>
        IsShare(metric) || metric == QualityMetric.Agreement.Id ? ClaimNumbers.Share(value) : Number(value);

    /// <summary>A score's interval: 92.99 to 93.96 %, or the bare numbers.</summary>
    public static string Interval(string metric, double low, double high) => IsShare(metric) || metric == QualityMetric.Agreement.Id
        ? FormattableString.Invariant($"{100 * low:0.00} to {100 * high:0.00} %")
        : $"{Number(low)} to {Number(high)}";

    /// <summary>The estimate that decides, its interval, and the number of items.</summary>
    public static string Numbers(ClaimQuality quality)
    {
        var isLower = IsLower(quality.Metric);
        var (estimate, ends) = quality is { Scale: QualityScale.Ratio, Ratio: { } ratio }
            ? (
                isLower ? $"the teacher's is {ClaimNumbers.Share(ratio.Estimate)} of it" : $"{ClaimNumbers.Share(ratio.Estimate)} of it",
                ratio is { Low: { } low, High: { } high } ? $"{ClaimNumbers.Share(low)} to {ClaimNumbers.Share(high)}" : null)
            : ($"{Estimate(quality)}{(IsShare(quality.Metric) ? " points" : "")}{(isLower ? ", less is better" : "")}", Ends(quality));
        var interval = ends is null ? "no interval" : $"{ClaimNumbers.Percent(quality.Confidence)} interval {ends}";
        var sources = quality.Clusters is { } clusters ? $" from {ClaimNumbers.Count(clusters)} sources" : "";
        return $"{estimate}, {interval}, {Items(quality)}{sources}{(quality.GradedElsewhere ? " graded elsewhere" : "")}";
    }

    /// <summary>
    /// The estimate that decides with its interval, for a table's cell: -0.92 (-1.20 to -0.64), or 98.9 % (98.5 to 99.3).
    /// </summary>
    public static string Brief(ClaimQuality quality) => quality switch
    {
        { Scale: QualityScale.Ratio, Ratio: { Low: { } low, High: { } high } ratio } =>
            $"{ClaimNumbers.Share(ratio.Estimate)} ({ClaimNumbers.Share(low)} to {ClaimNumbers.Share(high)})",
        { Scale: QualityScale.Ratio, Ratio: { } ratio } => $"{ClaimNumbers.Share(ratio.Estimate)}, no interval",
        _ => Difference(quality),
    };

    /// <summary>
    /// The student's score less the teacher's, with its interval: -0.92 (-1.20 to -0.64), or the bare numbers. Of an error more is worse.
    /// </summary>
    public static string Difference(ClaimQuality quality) =>
        Ends(quality) is { } ends ? $"{Estimate(quality)} ({ends})" : $"{Estimate(quality)}, no interval";

    private static string Estimate(ClaimQuality quality) => Signed(quality.Metric, quality.Delta);

    /// <summary>A record has differences turned so that more is better; people subtract errors as they are.</summary>
    private static string? Ends(ClaimQuality quality) => quality is not { Low: { } low, High: { } high } ? null
        : IsLower(quality.Metric) ? $"{Signed(quality.Metric, high)} to {Signed(quality.Metric, low)}"
        : $"{Signed(quality.Metric, low)} to {Signed(quality.Metric, high)}";

    private static string Signed(string metric, double value)
    {
        var difference = IsLower(metric) ? -value : value;
        return IsShare(metric) ? ClaimNumbers.Points(difference) : difference > 0 ? $"+{Number(difference)}" : Number(difference);
    }

    /// <summary>What is counted: items, or queries with all of theirs.</summary>
    public static string Noun(ClaimQuality quality) => QualityMetric.Find(quality.Metric).IsOfQueries ? "queries" : "items";

    /// <summary>How many of them were compared.</summary>
    private static string Items(ClaimQuality quality) => Noun(quality) == "items" ? ClaimNumbers.Items(quality.Items)
        : quality.Items == 1 ? "1 query" : $"{ClaimNumbers.Count(quality.Items)} queries";

    /// <summary>A number in a unit that only its reader knows, which may be a millionth or a million.</summary>
    private static string Number(double value) => value.ToString(
        value == 0 || Math.Abs(value) is >= 0.001 and < 10_000 ? "0.####" : "0.###E+0", CultureInfo.InvariantCulture);

    private static bool IsShare(string metric) => QualityMetric.Find(metric).IsShare;

    private static bool IsLower(string metric) => QualityMetric.Find(metric).Direction == Better.Lower;
}
