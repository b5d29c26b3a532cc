using InferenceCost.Comparison;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>A comparison of two runs as Markdown: which runs, the summary in one line, then what changed, worst first.</summary>
public static class ComparisonReport
{
    /// <summary>Renders it.</summary>
    /// <param name="comparison">The comparison; the same one always gives the same text.</param>
    /// <returns>The text, lines ended by a line feed.</returns>
    public static string Render(RunComparison comparison)
    {
        var page = Head(comparison);
        CostChangeTable.Write([.. comparison.Cases, .. comparison.Ratios], page);
        QualityChangeTable.Write(comparison.Quality, page);
        ClaimChangeList.Write(comparison.Claims, page);
        OneSidedList.Write("OLD", comparison.OnlyOld, page);
        OneSidedList.Write("NEW", comparison.OnlyNew, page);
        return page.ToString();
    }

    /// <summary>Its first lines alone, for a place that has no room for tables.</summary>
    public static string RenderHead(RunComparison comparison) => Head(comparison).ToString();

    private static MarkdownWriter Head(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var page = new MarkdownWriter();
        if (comparison.Demo)
        {
            page.Quote($"{Demonstration.Sentence}");
        }

        ComparedRuns.Write(comparison, page);
        ComparisonSummary.Write(comparison, page);
        return page;
    }
}
