using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What a call takes with its inputs and outputs on the device, beside what it takes from and to the host.</summary>
internal static class CopyTable
{
    /// <summary>Writes the table; nothing where all lies in the host's memory.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var cases = subject.Cases(Metric.ComputeLatency.Id);
        if (cases.Count == 0)
        {
            return;
        }

        var with = subject.Cases(Metric.Latency.Id);
        var time = Scale.OfNanoseconds(cases.Concat(with).Select(CaseCells.Median));
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Numbers("Batch"), Column.Numbers($"With copies, {time.Symbol}"), Column.Numbers($"Compute only, {time.Symbol}"),
            Column.Numbers("Copies' share"), Column.Numbers("Allocated, B", optional: true));
        foreach (var item in cases)
        {
            var copied = with.FirstOrDefault(other => other.Model == item.Model && other.Batch == item.Batch && other.Threads == item.Threads);
            var share = 1 - (CaseCells.Median(item) / CaseCells.Median(copied));
            table.Add(
                subject.Label(item.Model), CaseCells.Whole(item.Batch), CaseCells.Value(copied, one => time.Format(one.Summary!.Median)),
                CaseCells.Value(item, one => time.Format(one.Summary!.Median)), share < 0 ? "none seen" : Figure.Percent(share, 0), Figure.ThreeDigits(item.AllocatedBytesPerOp));
        }

        page.Heading(4, $"Copies to and from the device");
        page.Paragraph($"Compute only: inputs and outputs stay on the device but for the smallest output, whose copy tells that the device has finished. The two were measured in launches of their own.");
        page.Table(table);
    }
}
