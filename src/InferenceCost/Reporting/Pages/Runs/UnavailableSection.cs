using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What this machine or this plan could not measure, and why: absent, which is not zero.</summary>
internal static class UnavailableSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, MarkdownWriter page)
    {
        page.Heading(2, $"What could not be measured");
        var table = new MarkdownTable(Column.Words("What"), Column.Words("Model"), Column.Words("Provider"), Column.Words("Why"));
        var groups = view.Record.Unavailable.OrderBy(item => Metric.Find(item.Metric).Order).ThenBy(item => item.Metric, StringComparer.Ordinal)
            .ThenBy(item => item.Model, StringComparer.Ordinal).ThenBy(item => item.Provider, StringComparer.Ordinal)
            .GroupBy(item => (item.Metric, item.Provider, item.Reason));
        foreach (var group in groups)
        {
            var (metric, provider, reason) = group.Key;
            table.Add(Metric.Find(metric).Heading, string.Join(", ", group.Select(item => item.Model ?? "all").Distinct()), provider ?? "all", reason);
        }

        if (table.IsEmpty)
        {
            page.Paragraph($"The run names nothing.");
        }

        page.Table(table);
    }
}
