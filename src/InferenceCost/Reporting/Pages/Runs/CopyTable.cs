using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What a call takes with its inputs and outputs on the device, beside what it takes from and to the host.</summary>
internal static class CopyTable
{
    /// <summary>Writes the table; nothing where all lies in the host's memory.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var cases = subject.Cases(Metric.ComputeLatency.Id);
        if (cases.Count == 0)
        {
            return;
        }

        var with = subject.Cases(Metric.Latency.Id);
        var time = Scale.OfNanoseconds(cases.Concat(with).Select(UsableFigure.Median));
        CaseRecord? Copied(CaseRecord item) =>
            with.FirstOrDefault(other => other.Model == item.Model && other.Batch == item.Batch && other.Threads == item.Threads
                && other.VariantKey == item.VariantKey);
        string Share(double? share) => share < 0 ? "none seen" : Figure.Percent(share, 0);
        var table = Table.Of(cases)
            .Words("Model", item => subject.Label(item.Model))
            .Numbers("Batch", item => CaseCells.Whole(item.Batch))
            .Words("Sizes", item => CaseCells.Sizes(item), optional: true)
            .Numbers($"With copies, {time.Symbol}", item => CaseCells.Value(Copied(item), one => time.Format(one.Summary!.Median)))
            .Numbers($"Compute only, {time.Symbol}", item => CaseCells.Value(item, one => time.Format(one.Summary!.Median)))
            .Numbers("Copies' share", item => Share(1 - (UsableFigure.Median(item) / UsableFigure.Median(Copied(item)))))
            .Numbers("Allocated, B", item => Figure.ThreeDigits(item.AllocatedBytesPerOp), optional: true);
        page.Heading(4, $"Copies to and from the device");
        page.Paragraph($"Compute only: inputs and outputs stay on the device but for the smallest output, whose copy tells that the device "
            + $"has finished. The two were measured in launches of their own.");
        if (CaseCells.Shapes(cases) is { } shapes)
        {
            page.Paragraph(shapes);
        }

        page.Table(table);
    }
}
