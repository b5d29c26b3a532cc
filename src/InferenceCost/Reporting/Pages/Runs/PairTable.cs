using InferenceCost.Findings.Claims;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Statistics;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The comparison that decides whether a student matches, with everything that went into it.</summary>
internal static class PairTable
{
    /// <summary>Writes the table, folded; nothing where nothing was compared.</summary>
    public static void Write(IReadOnlyList<Compared> compared, Page page)
    {
        if (compared.Count == 0)
        {
            return;
        }

        page.Details("Item by item: students against the teacher", () => page.Table(Pairs(compared)));
    }

    private static Table Pairs(IEnumerable<Compared> compared) => Table.Of(compared)
        .Words("Student", item => item.Student)
        .Words("Quality", item => QualityWords.Of(item.Quality))
        .Words("By", item => By(QualityMetric.Find(item.Quality.Metric)))
        .Numbers("Difference (interval)", item => QualityFigures.Difference(item.Quality))
        .Numbers(
            "Share kept (interval)", item => Share(item.Quality.Ratio), optional: true,
            legend: "Share kept: the student's quality over the teacher's.")
        .Words("Margin", item => Margin(item.Quality, item.Quality.Margin))
        .Numbers(
            "Loss ruled out", item => Margin(item.Quality, RuledOut(item.Quality)), optional: true,
            legend: "Loss ruled out: beyond the interval's lower end. It is read from these items, so it is no margin to declare for them.")
        .Numbers(
            "Smallest margin", item => Margin(item.Quality, item.Quality.ProvableMargin), optional: true,
            legend: "Smallest margin: what so many items prove with 80 % power for a student that is truly as good.")
        .Numbers("Both right", item => Figure.Count(item.Quality.BothRight), optional: true)
        .Numbers("Only teacher right", item => Figure.Count(item.Quality.OnlyTeacherRight), optional: true)
        .Numbers("Only student right", item => Figure.Count(item.Quality.OnlyStudentRight), optional: true)
        .Numbers(
            "McNemar mid-p", item => Figure.PValue(item.Quality.McNemarMidP), optional: true,
            legend: "McNemar's p speaks against \"no difference\"; a large one is no evidence of a match.")
        .Words("Items needed to decide", item => item.Quality.Verdict.IsInconclusive() ? Needed(item.Quality) : null, optional: true)
        .Words("Method", item => item.Quality.Method);

    private static string By(QualityMetric metric) => metric.Direction == Better.Lower ? $"{metric.Noun} (less is better)" : metric.Noun;

    private static string? Share(RatioInterval? ratio) => ratio is null ? null
        : ratio is { Low: { } low, High: { } high }
            ? $"{Figure.Percent(ratio.Estimate, 2)} ({Figure.Fixed(100 * low, 2)} to {Figure.Fixed(100 * high, 2)})"
        : Figure.Percent(ratio.Estimate, 2);

    private static string? Margin(ClaimQuality quality, double? margin) => margin is not { } value ? null
        : quality.Scale == QualityScale.Ratio ? $"{Figure.ThreeDigits(100 * value)} % of the teacher's"
        : QualityMetric.Find(quality.Metric).IsShare ? $"{Figure.ThreeDigits(100 * value)} points"
        : Figure.ThreeDigits(value);

    private static double? RuledOut(ClaimQuality quality) => quality.Scale == QualityScale.Ratio
        ? quality.Ratio?.Low is { } share && share < 1 ? 1 - share : null
        : quality.Low is { } low && low < 0 ? -low : null;

    private static string Needed(ClaimQuality quality) =>
        $"{Items(quality.NeededItemsIfEqual)} if there is no difference; {Items(quality.NeededItemsAsObserved)} if it is as observed";

    private static string Items(long? needed) => needed is null ? "no number is expected to show it" : Figure.Count(needed);
}
