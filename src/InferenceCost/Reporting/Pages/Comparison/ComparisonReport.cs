using InferenceCost.Comparison;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>A comparison of two runs: which runs, the summary in one line, then what changed, worst first.</summary>
public static class ComparisonReport
{
    /// <summary>Composes it.</summary>
    /// <param name="comparison">The comparison; the same one always gives the same report.</param>
    public static Report Compose(RunComparison comparison)
    {
        var page = Head(comparison);
        CostChangeTable.Write([.. comparison.Cases, .. comparison.Ratios], page);
        QualityChangeTable.Write(comparison.Quality, page);
        ClaimChangeList.Write(comparison.Claims, page);
        OneSidedList.Write("OLD", comparison.OnlyOld, page);
        OneSidedList.Write("NEW", comparison.OnlyNew, page);
        return new Report(page, () => comparison);
    }

    /// <summary>Its beginning alone, for a place that has no room for tables.</summary>
    public static Page Head(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var page = new Page();
        if (comparison.Demo)
        {
            page.Quote(Demonstration.Sentence);
        }

        ComparedRuns.Write(comparison, page);
        ComparisonSummary.Write(comparison, page);
        return page;
    }
}
