using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What counting would have foretold beside what was measured, so that a reader sees where the count misleads.</summary>
internal static class SizeAgainstTimeTable
{
    /// <summary>Writes the table of the smallest batch; nothing where no model's multiply-accumulates or no ratio is known.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var ratios = subject.Ratios.Where(ratio => ratio.Metric == Metric.Latency.Id && ratio.Estimate is not null).ToList();
        if (ratios.Count == 0 || subject.Model(ratios[0].Teacher) is not { MacsPerItem: > 0 } teacher)
        {
            return;
        }

        var batch = ratios.Min(ratio => ratio.Batch);
        var cases = subject.Cases(Metric.Latency.Id).Where(item => item.Batch == batch && CaseCells.Median(item) is not null).ToList();
        if (cases.All(item => item.Model != teacher.Id))
        {
            return;
        }

        var time = Scale.OfNanoseconds(cases.Select(CaseCells.Median));
        var macs = Scale.OfMacs(subject.Family.Models.Select(model => model.MacsPerItem));
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Numbers("Parameters"), Column.Numbers("Times fewer"), Column.Numbers($"Multiply-adds an item, {macs.Symbol}"),
            Column.Numbers("Times fewer"), Column.Numbers($"Latency, {time.Symbol}"), Column.Numbers("Times less"), Column.Numbers("Billion multiply-adds a second"));
        foreach (var item in cases.Where(item => subject.Model(item.Model) is not null))
        {
            var model = subject.Model(item.Model)!;
            var ratio = ratios.FirstOrDefault(ratio => ratio.Student == model.Id && ratio.Batch == batch && ratio.Threads == item.Threads);
            table.Add(
                subject.Label(model.Id), Figure.Count(model.Parameters), Fewer(teacher.Parameters, model.Parameters, ratio), macs.Format(model.MacsPerItem),
                Fewer(teacher.MacsPerItem, model.MacsPerItem, ratio), time.Format(item.Summary!.Median), ratio is null ? null : Figure.Ratio(ratio.Estimate!.Value),

                // Per nanosecond is billions per second.
                Figure.ThreeDigits(batch * model.MacsPerItem / item.Summary.Median));
        }

        page.Heading(4, $"What size would have foretold");
        page.Paragraph($"Parameters and multiply-adds are counted, latency is measured, at batch {batch}. Where the factors of one row differ, the counts mislead: small layers, memory traffic and the cost of starting each operator take time that no multiplication accounts for.");
        page.Table(table);
    }

    private static string? Fewer(long? teacher, long? student, RatioRecord? ratio) =>
        ratio is not null && teacher is { } larger && student is > 0 and { } smaller ? Figure.Ratio((double)larger / smaller) : null;
}
