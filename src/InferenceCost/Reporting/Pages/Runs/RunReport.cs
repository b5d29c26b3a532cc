using InferenceCost.Findings.Subjects;
using InferenceCost.Findings;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>A run as a page: the verdicts first, then the figures behind them, then the conditions.</summary>
public static class RunReport
{
    /// <summary>
    /// Composes the report of a stored run. Nothing but the record is consulted, so the same record always gives the same report.
    /// </summary>
    /// <param name="run">The run; an interrupted one is told as far as it got.</param>
    public static Report Compose(RunRecord run) => new(Page(run), () => new RunWithFindings(run), () => CaseRows.List(run));

    private static Page Page(RunRecord run)
    {
        var view = new RunView(run);
        var page = new Page();
        if (run.Demo)
        {
            page.Quote(Demonstration.Sentence);
        }

        TitleSection.Write(view, page);
        VerdictSection.Write(view, page);
        QuantiseOrDistilSection.Write(view, page);
        QualitySection.Write(view, page);
        CostSection.Write(view, page);
        ProviderSection.Write(view, page);
        ValiditySection.Write(view, page);
        UnavailableSection.Write(view, page);
        MachineSection.Write(view, page);
        ReadingSection.Write(view, page);
        return page;
    }
}
