using InferenceCost.Comparison;
using InferenceCost.Foundation.Figures;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>The scores of two runs.</summary>
internal static class QualityChangeTable
{
    /// <summary>Writes what changed or may have, and folds away what did not.</summary>
    public static void Write(IReadOnlyList<QualityChange> changes, MarkdownWriter page)
    {
        if (changes.Count == 0)
        {
            return;
        }

        page.Heading(2, $"Quality");
        var byVerdict = changes.OrderBy(change => change.Id, StringComparer.Ordinal).ToLookup(change => change.Verdict);
        page.Table(Table(VerdictWords.Scores.Where(item => item.Verdict != QualityVerdict.Same).SelectMany(item => byVerdict[item.Verdict])));
        var same = byVerdict[QualityVerdict.Same].ToList();
        if (same.Count > 0)
        {
            page.Details($"Same quality ({Figure.Count(same.Count)})", () => page.Table(Table(same)));
        }
    }

    private static MarkdownTable Table(IEnumerable<QualityChange> changes)
    {
        var table = new MarkdownTable(
            Column.Words("Verdict"), Column.Words("Score"), Column.Numbers("Old"), Column.Numbers("New"), Column.Numbers("Points (interval)"),
            Column.Numbers("Margin", optional: true), Column.Words("Only one right", optional: true), Column.Words("How"), Column.Words("Remark", optional: true));
        foreach (var change in changes)
        {
            table.Add(
                VerdictWords.Of(change.Verdict), change.Id, Figure.Percent(change.Old, 2), Figure.Percent(change.New, 2), Points(change),
                change.Margin is { } margin ? Figure.Fixed(100 * margin, 2) : null,
                change.OnlyOldRight is { } old ? $"{Figure.Count(old)} in OLD, {Figure.Count(change.OnlyNewRight)} in NEW" : null, change.Method, change.Reason);
        }

        return table;
    }

    private static Markup? Points(QualityChange change) => change switch
    {
        { Method: "same answers" } => "0.00",
        { Low: { } low, High: { } high } => Figure.Points(change.New - change.Old, low, high),
        _ => null,
    };
}
