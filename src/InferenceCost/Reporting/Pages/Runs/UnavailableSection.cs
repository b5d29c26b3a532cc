using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What this machine or this plan could not measure, and why: absent, which is not zero.</summary>
internal static class UnavailableSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, Page page)
    {
        page.Heading(2, $"What could not be measured");
        var groups = view.Record.Unavailable.OrderBy(item => Metric.Find(item.Metric).Order)
            .ThenBy(item => item.Metric, StringComparer.Ordinal)
            .ThenBy(item => item.Model, StringComparer.Ordinal).ThenBy(item => item.Provider, StringComparer.Ordinal)
            .GroupBy(item => (item.Provider, item.Reason));
        var table = Table.Of(groups)
            .Words("What", group => string.Join(", ", group.Select(item => Metric.Find(item.Metric).Heading).Distinct()))
            .Words("Model", group => string.Join(", ", group.Select(item => item.Model ?? "all").Distinct()))
            .Words("Provider", group => group.Key.Provider ?? "all")
            .Words("Why", group => group.Key.Reason);
        if (table.IsEmpty)
        {
            page.Paragraph($"The run names nothing.");
        }

        page.Table(table);
    }
}
