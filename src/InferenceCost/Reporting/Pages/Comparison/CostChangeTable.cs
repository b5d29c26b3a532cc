using InferenceCost.Comparison;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>The costs of two runs: what changed or may have changed in sight, the rest folded away.</summary>
internal static class CostChangeTable
{
    /// <summary>Writes the tables, worst first and otherwise in the order of the ids.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="page">Where to.</param>
    /// <param name="old">What the old side is called.</param>
    /// <param name="new">What the new side is called.</param>
    /// <param name="timeOfLaunch">Which of a launch's times its value is.</param>
    public static void Write(
        IReadOnlyList<CostChange> changes, Page page, string old = "Old", string @new = "New",
        string timeOfLaunch = "the lower quartile of its blocks")
    {
        var byVerdict = changes.OrderBy(change => change.Id, StringComparer.Ordinal).ToLookup(change => change.Verdict);
        var inSight = VerdictWords.Costs.Where(item => item.Verdict is not (ChangeVerdict.Same or ChangeVerdict.NotComparable))
            .SelectMany(item => byVerdict[item.Verdict]).ToList();
        page.Table(Changes(inSight, old, @new));
        if (changes.Any(change => change.Change is not null))
        {
            page.Paragraph($"Change is cost in {@new.ToUpperInvariant()} over cost in {old.ToUpperInvariant()}, from one "
                + $"value per launch (of times {timeOfLaunch}): "
                    + $"1.19x costs 19 % more (of a rate: does less; of a ratio: the student saves less; of memory and size: needs more). "
                    + $"Minimum detectable change: the smallest change that these launches could have shown.");
        }

        Fold("Same", byVerdict[ChangeVerdict.Same], page, shown => Changes(shown, old, @new));
        Fold("Not comparable", byVerdict[ChangeVerdict.NotComparable], page, Reasons);
    }

    private static void Fold(string title, IEnumerable<CostChange> changes, Page page, Func<IReadOnlyList<CostChange>, Table> table)
    {
        var list = changes.ToList();
        if (list.Count > 0)
        {
            page.Details($"{title} ({Figure.Count(list.Count)})", () => page.Table(table(list)));
        }
    }

    private static Table Changes(IReadOnlyList<CostChange> changes, string oldTitle, string newTitle) =>
        Table.Of(changes.Select(change => (Change: change, Values: CostCells.Values(change))))
            .Words("Verdict", row => VerdictWords.Of(row.Change.Verdict))
            .Words("Case", row => CaseWords.Of(row.Change.Id))
            .Numbers(oldTitle, row => row.Values.Old)
            .Numbers(newTitle, row => row.Values.New)
            .Numbers("Change", row => CostCells.Change(row.Change))
            .Words("Interval", row => CostCells.Interval(row.Change))
            .Numbers("Minimum detectable change", row => CostCells.MinimumDetectable(row.Change))
            .Numbers("Canary", row => row.Change.Canary is { } canary ? Figure.Ratio(canary) : null, optional: true)
            .Words("Remark", row => row.Change.Reason, optional: true);

    private static Table Reasons(IReadOnlyList<CostChange> changes) =>
        Table.Of(changes.Select(change => (Change: change, Values: CostCells.Values(change))))
            .Words("Case", row => CaseWords.Of(row.Change.Id))
            .Numbers("Old", row => row.Values.Old)
            .Numbers("New", row => row.Values.New)
            .Words("Why not", row => row.Change.Reason);
}
