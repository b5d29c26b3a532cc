using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Metrics that no table of their own knows, so that a run of a later version loses nothing.</summary>
internal static class OtherMetricsTable
{
    /// <summary>Writes the table; nothing where there are no such metrics.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var table = Table.Of(subject.CaseMetrics().Where(metric => !Metric.Find(metric).HasTable).SelectMany(subject.Cases))
            .Words("Metric", item => Metric.Find(item.Metric).Heading)
            .Words("Model", item => subject.Label(item.Model))
            .Numbers("Batch", item => CaseCells.Whole(item.Batch))
            .Numbers("Threads", item => CaseCells.Whole(item.Threads))
            .Words("Sizes", item => CaseCells.Sizes(item), optional: true)
            .Words("Setting", item => CaseCells.Setting(item), optional: true)
            .Numbers("Median", item => CaseCells.Value(item, one => Figure.ThreeDigits(one.Summary!.Median)))
            .Words("Unit", item => item.Unit);
        if (!table.IsEmpty)
        {
            page.Heading(4, $"More figures");
            if (CaseCells.Shapes(subject) is { } shapes)
            {
                page.Paragraph(shapes);
            }

            page.Table(table);
        }
    }
}
