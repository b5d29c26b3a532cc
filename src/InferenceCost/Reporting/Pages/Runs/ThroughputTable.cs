using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Items per second: at the batch that all models share, and at each model's own best.</summary>
internal static class ThroughputTable
{
    /// <summary>Writes the table; nothing where no throughput was tried.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var cases = subject.Cases(Metric.Throughput.Id);
        if (cases.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Throughput");
        if (CaseCells.Inputs(cases) is { } inputs)
        {
            page.Paragraph($"{inputs}");
        }

        var common = CommonBatch(subject, cases);
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Numbers("Callers"), Column.Numbers("Threads each"), Column.Words("Setting", optional: true), Column.Numbers("Common batch"),
            Column.Numbers("Items per second"), Column.Numbers("Best batch"), Column.Numbers("Items per second at best"));
        foreach (var group in cases.GroupBy(item => (item.Model, item.Callers, item.Threads, CaseCells.Setting(item)?.Source)))
        {
            var shared = group.FirstOrDefault(item => item.Batch == common);
            var best = group.Where(item => CaseCells.Median(item) is not null).MaxBy(item => CaseCells.Median(item));
            table.Add(
                subject.Label(group.Key.Model), CaseCells.Whole(group.Key.Callers), CaseCells.Whole(group.Key.Threads), CaseCells.Setting(group.First()),
                shared is null ? null : CaseCells.Whole(common), CaseCells.Value(shared, Rate), best is null ? null : CaseCells.Whole(best.Batch),
                CaseCells.Value(best, Rate));
        }

        page.Table(table);
    }

    /// <summary>The batch of the ratios; without ratios, the one that most models ran, the larger of equals.</summary>
    private static int CommonBatch(FamilyOnProvider subject, IReadOnlyList<CaseRecord> cases) =>
        subject.Ratios.FirstOrDefault(ratio => ratio.Metric == Metric.Throughput.Id)?.Batch
        ?? cases.GroupBy(item => item.Batch).OrderByDescending(group => group.Select(item => item.Model).Distinct().Count())
            .ThenByDescending(group => group.Key).First().Key;

    private static string Rate(CaseRecord item) => Figure.ThreeDigits(item.Summary!.Median);
}
