using InferenceCost.Findings.Claims;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Statistics;
using Column = InferenceCost.Reporting.Document.MarkdownTable.Column;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The comparison that decides whether a student matches, with everything that went into it.</summary>
internal static class PairTable
{
    /// <summary>Writes the table, folded; nothing where nothing was compared.</summary>
    public static void Write(IReadOnlyList<Compared> compared, MarkdownWriter page)
    {
        if (compared.Count == 0)
        {
            return;
        }

        page.Details("Item by item: students against the teacher", () =>
        {
            page.Table(Table(compared));
            page.Paragraph($"Share kept: the student's quality over the teacher's. Smallest margin: what so many items prove with 80 % power for a student that is truly as good. McNemar's p speaks against \"no difference\"; a large one is no evidence of a match.");
        });
    }

    private static MarkdownTable Table(IEnumerable<Compared> compared)
    {
        var table = new MarkdownTable(
            Column.Words("Student"), Column.Words("Quality"), Column.Words("By"), Column.Numbers("Difference (interval)"), Column.Numbers("Share kept (interval)", optional: true),
            Column.Words("Margin"), Column.Numbers("Smallest margin", optional: true), Column.Numbers("Both right", optional: true), Column.Numbers("Only teacher right", optional: true),
            Column.Numbers("Only student right", optional: true), Column.Numbers("McNemar mid-p", optional: true), Column.Words("Items needed to decide", optional: true),
            Column.Words("Method"));
        foreach (var (student, quality) in compared)
        {
            table.Add(
                student, EnumWord.Of(quality.Verdict), QualityMetric.Find(quality.Metric).Noun, Interval(quality), Share(quality.Ratio), Margin(quality, quality.Margin),
                Margin(quality, quality.ProvableMargin), Figure.Count(quality.BothRight), Figure.Count(quality.OnlyTeacherRight), Figure.Count(quality.OnlyStudentRight),
                Figure.PValue(quality.McNemarMidP), quality.Verdict.IsInconclusive() ? Needed(quality) : null, quality.Method);
        }

        return table;
    }

    private static string Interval(ClaimQuality quality)
    {
        string Text(double value) => QualityFigures.Difference(quality.Metric, value);
        return quality is { Low: { } low, High: { } high } ? $"{Text(quality.Delta)} ({Text(low)} to {Text(high)})" : $"{Text(quality.Delta)}, no interval";
    }

    private static string? Share(RatioInterval? ratio) => ratio is null ? null
        : ratio is { Low: { } low, High: { } high } ? $"{Figure.Percent(ratio.Estimate, 2)} ({Figure.Fixed(100 * low, 2)} to {Figure.Fixed(100 * high, 2)})"
        : Figure.Percent(ratio.Estimate, 2);

    private static string? Margin(ClaimQuality quality, double? margin) => margin is not { } value ? null
        : quality.Scale == QualityScale.Ratio ? $"{Figure.ThreeDigits(100 * value)} % of the teacher's"
        : QualityMetric.Find(quality.Metric).IsShare ? $"{Figure.ThreeDigits(100 * value)} points"
        : Figure.ThreeDigits(value);

    private static string Needed(ClaimQuality quality) =>
        $"{Items(quality.NeededItemsIfEqual)} if there is no difference; {Items(quality.NeededItemsAsObserved)} if it is as observed";

    private static string Items(long? needed) => needed is null ? "no number is expected to show it" : Figure.Count(needed);
}
