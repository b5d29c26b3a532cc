using InferenceCost.Comparison;
using InferenceCost.Foundation.Figures;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>The costs of two runs: what changed or may have changed in sight, the rest folded away.</summary>
internal static class CostChangeTable
{
    /// <summary>Writes the tables, worst first and otherwise in the order of the ids.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="page">Where to.</param>
    /// <param name="old">What the old side is called.</param>
    /// <param name="new">What the new side is called.</param>
    public static void Write(IReadOnlyList<CostChange> changes, MarkdownWriter page, string old = "Old", string @new = "New")
    {
        MarkdownTable Table(IReadOnlyList<CostChange> shown) => CostChangeTable.Table(shown, old, @new);

        var byVerdict = changes.OrderBy(change => change.Id, StringComparer.Ordinal).ToLookup(change => change.Verdict);
        var inSight = VerdictWords.Costs.Where(item => item.Verdict is not (ChangeVerdict.Same or ChangeVerdict.NotComparable))
            .SelectMany(item => byVerdict[item.Verdict]).ToList();
        page.Table(Table(inSight));
        if (changes.Any(change => change.Change is not null))
        {
            page.Paragraph($"Change is cost in {@new.ToUpperInvariant()} over cost in {old.ToUpperInvariant()}, from one value per launch: 1.19x costs 19 % more (of a rate: does less; of a ratio: the student saves less; of memory and size: needs more). Sees: the smallest change that these launches could have shown.");
        }

        Fold("Same", byVerdict[ChangeVerdict.Same], page, Table);
        Fold("Not comparable", byVerdict[ChangeVerdict.NotComparable], page, Reasons);
    }

    private static void Fold(string title, IEnumerable<CostChange> changes, MarkdownWriter page, Func<IReadOnlyList<CostChange>, MarkdownTable> table)
    {
        var list = changes.ToList();
        if (list.Count > 0)
        {
            page.Details($"{title} ({Figure.Count(list.Count)})", () => page.Table(table(list)));
        }
    }

    private static MarkdownTable Table(IReadOnlyList<CostChange> changes, string oldTitle, string newTitle)
    {
        var table = new MarkdownTable(
            Column.Words("Verdict"), Column.Words("Case"), Column.Numbers(oldTitle), Column.Numbers(newTitle), Column.Numbers("Change"),
            Column.Words("Interval"), Column.Numbers("Sees >="), Column.Numbers("Canary", optional: true), Column.Words("Remark", optional: true));
        foreach (var change in changes)
        {
            var (old, @new) = CostCells.Values(change);
            table.Add(
                VerdictWords.Of(change.Verdict), change.Id, old, @new, CostCells.Change(change), CostCells.Interval(change), CostCells.Sees(change),
                change.Canary is { } canary ? Figure.Ratio(canary) : null, change.Reason);
        }

        return table;
    }

    private static MarkdownTable Reasons(IReadOnlyList<CostChange> changes)
    {
        var table = new MarkdownTable(Column.Words("Case"), Column.Numbers("Old"), Column.Numbers("New"), Column.Words("Why not"));
        foreach (var change in changes)
        {
            var (old, @new) = CostCells.Values(change);
            table.Add(change.Id, old, @new, change.Reason);
        }

        return table;
    }
}
