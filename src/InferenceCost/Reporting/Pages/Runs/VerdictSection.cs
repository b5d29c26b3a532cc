using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What the run decides: per family and provider the smallest student that holds, then every student's verdict.</summary>
internal static class VerdictSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, Page page)
    {
        page.Heading(2, $"Verdicts");
        if (view.Subjects.Count == 0)
        {
            page.Paragraph($"None: nothing was measured.");
        }

        foreach (var subject in view.Subjects)
        {
            page.Heading(3, $"{subject.Family.Name} on {subject.Provider}");
            if (subject.Claims.Count == 0)
            {
                page.Paragraph($"No verdict: {WhyNone(view.Record, subject)}.");
                continue;
            }

            page.Paragraph(Answer(subject));
            VerdictTable.Write(subject, page);
            page.List(subject.Claims.Select(claim => Phrase.Text(claim.Sentence)));
            page.Paragraph(Requirement(subject.Family.Task));
        }
    }

    private static Phrase Answer(FamilyOnProvider subject)
    {
        if (subject.Claims.FirstOrDefault(claim => claim.SmallestThatHolds) is { } smallest)
        {
            return Phrase.Of($"The smallest student that holds: {Phrase.Bold(subject.Label(smallest.Student))}.");
        }

        if (subject.Claims.All(claim => claim.Verdict == ClaimVerdict.QualityNotMeasured))
        {
            return Phrase.Of($"Quality was not measured, so the figures say what the smaller model saves, and not whether it matches.");
        }

        return subject.Claims.Any(claim => claim.Verdict == ClaimVerdict.Holds)
            ? Phrase.Of($"No student is named the smallest that holds: the search goes from the largest down and stops at "
                + $"the first that does not hold.")
            : Phrase.Bold("No student holds.");
    }

    private static string WhyNone(RunRecord run, FamilyOnProvider subject) =>
        run.Status == RunStatus.Interrupted ? "the run was interrupted before one could be reached"
        : subject.Family.Models.All(model => model.Role != ModelRole.Student) ? "there is no student to compare"
        : "the run holds no comparison of a student with its teacher";

    private static Phrase Requirement(TaskRecord task)
    {
        var saving = Phrase.Of($"A claim holds where quality matches and each of {string.Join(", ", task.RequiredResources)} is shown to "
            + $"be lower by a factor of at least {Figure.ThreeDigits(task.MinimumSaving)}.");
        return task.Margin is { } margin
            ? Phrase.Of(
                $"{saving} Quality may be lower by {Size(margin)} and still match; {Declared(margin)}. Why this much: {margin.Reason}")
            : task.Metric is null ? saving : Phrase.Of($"{saving} No margin was declared for quality.");
    }

    private static string Size(MarginRecord margin) =>
        margin.Kind == MarginKind.Relative
            ? $"{Figure.ThreeDigits(100 * margin.Value)} % of the teacher's score"
            : $"{Figure.ThreeDigits(100 * margin.Value)} points";

    private static string Declared(MarginRecord margin) =>
        margin.DeclaredUtc is { } when ? $"declared {when} ({margin.Source})" : $"not declared beforehand ({margin.Source})";
}
