using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>A run as a Markdown page that reads well on GitHub: the verdicts first, then the figures behind them, then the conditions.</summary>
public static class RunReport
{
    /// <summary>Renders a stored run. Nothing but the record is consulted, so the same record always gives the same text.</summary>
    /// <param name="run">The run; an interrupted one renders as far as it got.</param>
    /// <returns>The page, lines ended by a line feed.</returns>
    public static string Render(RunRecord run)
    {
        var view = new RunView(run);
        var page = new MarkdownWriter();
        if (run.Demo)
        {
            page.Quote($"{Demonstration.Sentence}");
        }

        TitleSection.Write(view, page);
        VerdictSection.Write(view, page);
        QualitySection.Write(view, page);
        CostSection.Write(view, page);
        ProviderSection.Write(view, page);
        ValiditySection.Write(view, page);
        UnavailableSection.Write(view, page);
        MachineSection.Write(view, page);
        ReadingSection.Write(view, page);
        return page.ToString();
    }
}
