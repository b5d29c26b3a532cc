using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What each model costs: times, rates, memory, size, and the ratios between them.</summary>
internal static class CostSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, Page page)
    {
        page.Heading(2, $"Cost");
        if (view.Subjects.Count == 0)
        {
            page.Paragraph($"Not measured.");
        }

        if (view.Subjects.Count > 0 && LoadWarning.Compose(view.Record) is { } warning)
        {
            page.Paragraph(warning);
        }

        foreach (var subject in view.Subjects)
        {
            page.Heading(3, $"{subject.Family.Name} on {subject.Provider}");
            if (Numbers(subject) is { } numbers)
            {
                page.Paragraph($"{numbers}");
            }

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

    /// <summary>What a provider other than the CPU computed with, without which its times say little.</summary>
    private static string? Numbers(FamilyOnProvider subject)
    {
        if (subject.Provider == ProviderIds.Cpu)
        {
            return null;
        }

        var precisions = subject.Family.Models.Select(model => model.Precision).Distinct().Order(StringComparer.Ordinal);
        var settings = subject.CaseMetrics().SelectMany(subject.Cases).Select(item => item.Settings).ToList();
        var reduced = settings.SelectMany(
            setting => setting.Effective.Where(pair => pair.Key.EndsWith(".use_tf32", StringComparison.Ordinal)))
            .Select(pair => pair.Value == "0" ? "off" : "on").Distinct().ToList();
        return $"Numbers: {string.Join(", ", precisions)} in the files; "
            + (reduced.Count == 0
                ? "the provider does not say whether it computes with fewer bits."
                : $"products of 32-bit numbers in TF32: {string.Join(" and ", reduced)}.");
    }
}
