using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Metrics that no table of their own knows, so that a run of a later version loses nothing.</summary>
internal static class OtherMetricsTable
{
    /// <summary>Writes the table; nothing where there are no such metrics.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var table = new MarkdownTable(
            Column.Words("Metric"), Column.Words("Model"), Column.Numbers("Batch"), Column.Numbers("Threads"), Column.Words("Setting", optional: true),
            Column.Numbers("Median"), Column.Words("Unit"));
        foreach (var item in subject.CaseMetrics().Where(metric => !Metric.Find(metric).HasTable).SelectMany(subject.Cases))
        {
            table.Add(
                Metric.Find(item.Metric).Heading, subject.Label(item.Model), CaseCells.Whole(item.Batch), CaseCells.Whole(item.Threads),
                CaseCells.Setting(item), CaseCells.Value(item, one => Figure.ThreeDigits(one.Summary!.Median)), item.Unit);
        }

        if (!table.IsEmpty)
        {
            page.Heading(4, $"More figures");
            page.Table(table);
        }
    }
}
