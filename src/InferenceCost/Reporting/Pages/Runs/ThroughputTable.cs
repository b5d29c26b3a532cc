using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Items per second: at the batch that all models share, and at each model's own best.</summary>
internal static class ThroughputTable
{
    /// <summary>Writes the table; nothing where no throughput was tried.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var cases = subject.Cases(Metric.Throughput.Id);
        if (cases.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Throughput");
        if (CaseCells.Caption(cases) is { } caption)
        {
            page.Paragraph(caption);
        }

        var order = cases.Select(item => item.Model).Distinct().ToList();
        var models = cases.OrderBy(item => order.IndexOf(item.Model)).ThenBy(item => item.IsFurther).GroupBy(item => (
            item.Model, item.Callers, item.Threads, Setting: CaseCells.Setting(item), Sizes: CaseCells.Sizes(item), item.VariantKey
        )).Select(group => (
            group.Key,
            Shared: group.FirstOrDefault(item => item.Batch == CommonBatch(subject, cases, item.VariantKey)),
            Best: group.Where(item => UsableFigure.Median(item) is not null).MaxBy(item => UsableFigure.Median(item))));
        page.Table(Table.Of(models)
            .Words("Model", row => subject.Label(row.Key.Model))
            .Numbers("Callers", row => CaseCells.Whole(row.Key.Callers))
            .Numbers("Threads each", row => CaseCells.Whole(row.Key.Threads))
            .Words("Sizes", row => row.Key.Sizes, optional: true)
            .Words("Setting", row => row.Key.Setting, optional: true)
            .Numbers("Common batch", row => row.Shared is null ? null : CaseCells.Whole(row.Shared.Batch))
            .Numbers("Items per second", row => CaseCells.Value(row.Shared, Rate))
            .Numbers("Best batch", row => row.Best is null ? null : CaseCells.Whole(row.Best.Batch))
            .Numbers("Items per second at best", row => CaseCells.Value(row.Best, Rate)));
    }

    /// <summary>The batch of the ratios; without ratios, the one that most models ran, the larger of equals.</summary>
    private static int CommonBatch(FamilyOnProvider subject, IReadOnlyList<CaseRecord> cases, string variant) =>
        subject.Ratios.FirstOrDefault(ratio => ratio.Metric == Metric.Throughput.Id && ratio.VariantKey == variant)?.Batch
        ?? cases.Where(item => item.VariantKey == variant).GroupBy(item => item.Batch)
            .OrderByDescending(group => group.Select(item => item.Model).Distinct().Count())
            .ThenByDescending(group => group.Key).First().Key;

    private static string Rate(CaseRecord item) => Figure.ThreeDigits(item.Summary!.Median);
}
