using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What must not be used, what should be read with care, and what the run has to say about itself.</summary>
internal static class ValiditySection
{
    private const int RowsInSight = 18;

    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, Page page)
    {
        var run = view.Record;
        var invalid = run.Cases.Where(item => !item.Valid).OrderBy(item => item.Id, StringComparer.Ordinal).ToList();
        var remarked = run.Cases.Where(item => item.Valid && item.Reasons.Count > 0)
            .OrderBy(item => item.Id, StringComparer.Ordinal).ToList();
        var contaminated = view.Subjects.SelectMany(subject => subject.Ratios).Where(ratio => ratio.Contaminated).ToList();

        page.Heading(2, $"What not to rely on");
        if (invalid.Count == 0 && contaminated.Count == 0)
        {
            page.Paragraph(run.Cases.Count == 0 ? "No case was measured." : "Every case is valid, and no ratio is contaminated.");
        }

        if (invalid.Count > 0)
        {
            page.Paragraph(
                $"Invalid cases, whose figures are left out above: {Figure.Count(invalid.Count)} of {Figure.Count(run.Cases.Count)}.");
            Long(page, "All invalid cases", Reasons(invalid));
        }

        if (contaminated.Count > 0)
        {
            page.Paragraph($"Contaminated ratios: the canary, a fixed piece of work beside every block, ran at different speeds beside "
                + $"teacher and student. Measure again on a quieter machine.");
            page.List(contaminated.Select(ratio => Phrase.Of(
                $"{Metric.Find(ratio.Metric).Name} of {ratio.Student} on {ratio.Provider}, batch {ratio.Batch} ({ratio.Family})")));
        }

        if (remarked.Count > 0)
        {
            page.Details("Valid, with a remark", () => page.Table(Reasons(remarked)));
        }

        OutputTable.Write(view, page);
        if (run.Notes.Count > 0)
        {
            page.Heading(3, $"Notes of the run");
            page.List(run.Notes.Select(Phrase.Text));
        }
    }

    private static void Long(Page page, string summary, Table table)
    {
        if (table.Count > RowsInSight)
        {
            page.Details(summary, () => page.Table(table));
        }
        else
        {
            page.Table(table);
        }
    }

    private static Table Reasons(IEnumerable<CaseRecord> cases) =>
        Table.Of(cases.SelectMany(item => item.Reasons.Count == 0
                ? [(item.Id, Why: "no reason was recorded", Fix: "measure again")]
                : item.Reasons.Select(reason => (item.Id, Why: $"{reason.Message} [{reason.Code}]", reason.Fix))))
            .Words("Case", row => row.Id)
            .Words("Why", row => row.Why)
            .Words("What to do", row => row.Fix);
}
