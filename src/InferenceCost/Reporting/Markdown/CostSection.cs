namespace InferenceCost.Reporting.Markdown;

/// <summary>What each model costs: times, rates, memory, size, and the ratios between them.</summary>
internal static class CostSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, MarkdownWriter page)
    {
        page.Heading(2, $"Cost");
        if (view.Subjects.Count == 0)
        {
            page.Paragraph($"Not measured.");
        }

        foreach (var subject in view.Subjects)
        {
            page.Heading(3, $"{subject.Family.Name} on {subject.Provider}");
            LatencyTable.Write(subject, page);
            CopyTable.Write(subject, page);
            RatioTable.Write(view.Record, subject, page);
            PublishedSpeedTable.Write(subject, page);
            SizeAgainstTimeTable.Write(subject, page);
            SizeCurveTable.Write(subject, page);
            LimitsTable.Write(subject, page);
            ThroughputTable.Write(subject, page);
            StartTable.Write(subject, page);
            MemoryTable.Write(subject, page);
            EnergyTable.Write(subject, page);
            OtherMetricsTable.Write(subject, page);
        }

        foreach (var family in view.Families.Where(family => family.Models.Count > 0))
        {
            SizeTable.Write(family, page);
        }
    }
}
