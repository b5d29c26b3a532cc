using InferenceCost.Findings.Resources;
using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Findings.Claims;

/// <summary>From what a run measured to one verdict per student and provider.</summary>
public static class ClaimBuilder
{
    /// <summary>The run with its claims, and with the trial of the lineage comparison on its own seeds.</summary>
    /// <param name="run">Its families, cases, ratios, quality records and what was unavailable.</param>
    /// <param name="load">The recorded predictions behind a quality record.</param>
    public static RunRecord Judge(RunRecord run, Func<QualityRecord, Predictions> load)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(load);
        // Every student is paired with the same teacher and its controls: predictions are read once.
        var loaded = new Dictionary<QualityRecord, Predictions>(ReferenceEqualityComparer.Instance);
        Predictions Once(QualityRecord record) => loaded.TryGetValue(record, out var known) ? known : loaded[record] = load(record);
        return run with { Claims = Build(run, Once), LineageChecks = LineageChecks(run, Once) };
    }

    /// <summary>The claims of a run. Nothing but the arguments is read.</summary>
    internal static IReadOnlyList<ClaimRecord> Build(RunRecord run, Func<QualityRecord, Predictions> load)
    {
        var subjects = StudentOnProvider.All(run).ToList();
        return SmallestStudentThatHolds.Mark([.. subjects.Zip(subjects.Select(subject => Claim(subject, load)))]);
    }

    private static IReadOnlyList<LineageCheckRecord> LineageChecks(RunRecord run, Func<QualityRecord, Predictions> load) =>
        [.. StudentOnProvider.All(run).Select(subject => LineageOfStudent.Check(subject, load)).OfType<LineageCheckRecord>()];

    private static ClaimRecord Claim(StudentOnProvider subject, Func<QualityRecord, Predictions> load)
    {
        var quality = QualityEvidence.Gather(subject, load);
        var resources = ResourceEvidence.Gather(subject);
        var verdict = VerdictRule.Decide(quality, resources);
        return new ClaimRecord
        {
            Family = subject.Family.Id,
            Teacher = subject.Teacher.Id,
            Student = subject.Student.Id,
            Provider = subject.Provider,
            Verdict = verdict,
            Sentence = ClaimSentence.Compose(subject, verdict, quality, resources),
            Quality = quality.Quality,
            Resources = resources,
        };
    }
}
