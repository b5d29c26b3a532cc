using InferenceCost.Comparison;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>The scores of two runs.</summary>
internal static class QualityChangeTable
{
    /// <summary>Writes what changed or may have, and folds away what did not.</summary>
    public static void Write(IReadOnlyList<QualityChange> changes, Page page)
    {
        if (changes.Count == 0)
        {
            return;
        }

        page.Heading(2, $"Quality");
        var byVerdict = changes.OrderBy(change => change.Id, StringComparer.Ordinal).ToLookup(change => change.Verdict);
        page.Table(
            Changes(VerdictWords.Scores.Where(item => item.Verdict != QualityVerdict.Same).SelectMany(item => byVerdict[item.Verdict])));
        var same = byVerdict[QualityVerdict.Same].ToList();
        if (same.Count > 0)
        {
            page.Details($"Same quality ({Figure.Count(same.Count)})", () => page.Table(Changes(same)));
        }
    }

    private static Table Changes(IEnumerable<QualityChange> changes) => Table.Of(changes)
        .Words("Verdict", change => VerdictWords.Of(change.Verdict))
        .Words("Score", change => CaseWords.Of(change.Id))
        .Numbers("Old", change => Figure.Percent(change.Old, 2))
        .Numbers("New", change => Figure.Percent(change.New, 2))
        .Numbers("Points (interval)", change => Points(change))
        .Numbers("Margin", change => change.Margin is { } margin ? Figure.Fixed(100 * margin, 2) : null, optional: true)
        .Words(
            "Only one right",
            change => change.OnlyOldRight is { } old ? $"{Figure.Count(old)} in OLD, {Figure.Count(change.OnlyNewRight)} in NEW" : null,
            optional: true)
        .Words("How", change => change.Method)
        .Words("Remark", change => change.Reason, optional: true);

    private static string? Points(QualityChange change) => change switch
    {
        { Method: "same answers" } => "0.00",
        { Low: { } low, High: { } high } => Figure.Points(change.New - change.Old, low, high),
        _ => null,
    };
}
