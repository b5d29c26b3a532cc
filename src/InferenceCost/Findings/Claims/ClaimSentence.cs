using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Findings.Claims;

/// <summary>The verdict as one sentence that a person can quote: which part is shown, which fails, with the numbers of both.</summary>
internal static class ClaimSentence
{
    /// <summary>The sentence of one claim.</summary>
    public static string Compose(
        StudentOnProvider subject, ClaimVerdict verdict, QualityEvidence quality, IReadOnlyList<ClaimResource> resources)
    {
        if (subject.Teacher.IsRecorded)
        {
            return WithoutTeacher(subject, quality);
        }

        var cost = new CostPhrases(resources);
        var match = new QualityPhrases(
            $"{subject.Teacher.Id} on {subject.Task.Dataset?.Name ?? subject.Family.Name}", quality.Quality, quality.Missing);
        var teacher = subject.Teacher.Id;
        var start = $"{subject.Student.Id} ";
        var here = $"on this machine ({subject.Provider}){subject.AtVariant()}";
        return verdict switch
        {
            ClaimVerdict.Holds => $"{start}{match.Matches} and needs {cost.Lower}: the claim holds {here}.",
            ClaimVerdict.Partly when match.FailedClasses is { } failed && cost.ButNotLower.Length == 0 =>
                $"{start}{match.Matches} on average, {failed}, and needs {cost.Lower}: the claim holds partly {here}.",
            ClaimVerdict.Partly when match.FailedClasses is { } failed =>
                $"{start}{match.Matches} on average, {failed}; it needs {cost.Lower}{cost.ButNotLower}: the claim holds partly {here}.",
            ClaimVerdict.Partly => $"{start}{match.Matches} and needs {cost.Lower}, but {cost.NotLower}: the claim holds partly {here}.",
            ClaimVerdict.DoesNotHold when match.IsInferior =>
                $"{start}{match.Inferior}{cost.Even(higher: true)}: the claim does not hold {here}.",
            ClaimVerdict.DoesNotHold =>
                $"{start}needs {cost.Higher} than {teacher}, {match.Aside}: the claim does not hold {here}.",
            ClaimVerdict.NotShown when match.IsMatch => $"{start}{match.Matches}, but {cost.NotLower}: the claim is not shown {here}.",
            ClaimVerdict.NotShown => $"{start}{match.Undecided}{cost.Even(higher: false)}: the claim is not shown {here}.",
            _ when cost.Lower is { } lower =>
                $"{start}needs {lower} than {teacher} {here}{cost.ButNotLower}; {match.NotMeasured}.",
            _ => $"{start}is not shown to need less than {teacher} {here}: {cost.NotLower}; {match.NotMeasured}.",
        };
    }

    /// <summary>By the teacher's recorded answers: of quality alone, since nothing was measured beside it.</summary>
    private static string WithoutTeacher(StudentOnProvider subject, QualityEvidence quality)
    {
        var (teacher, by) = (subject.Teacher, subject.Teacher.Answers?.Library);
        var match = new QualityPhrases(
            $"the recorded answers of {teacher.Id} on {subject.Task.Dataset?.Name ?? subject.Family.Name}", quality.Quality,
            quality.Missing);
        var shown = match.IsMatch ? match.Matches : match.IsInferior ? match.Inferior : quality.Quality is null ? null : match.Undecided;
        var fetch = teacher.Fetch is { } command ? $" ('{command}' brings it)" : "";
        return $"{subject.Student.Id} {shown ?? "cannot be compared"}; {teacher.Id} was not here to be measured{fetch}, and answers "
            + $"recorded with {by} are none of this machine: the claim {(match.IsInferior ? "does not hold" : "is not shown")} "
            + $"({subject.Provider}).";
    }
}
