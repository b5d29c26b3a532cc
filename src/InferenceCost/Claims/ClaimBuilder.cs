using InferenceCost.Data;
using InferenceCost.Records;

namespace InferenceCost.Claims;

/// <summary>From what a run measured to one verdict per student and provider.</summary>
public static class ClaimBuilder
{
    /// <summary>The claims of a run. Nothing but the arguments is read.</summary>
    /// <param name="run">Its families, cases, ratios, quality records and what was unavailable.</param>
    /// <param name="load">The recorded predictions behind a quality record.</param>
    public static IReadOnlyList<ClaimRecord> Build(RunRecord run, Func<QualityRecord, Predictions> load)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(load);
        // Every student is paired with the same teacher: its predictions are read once.
        var loaded = new Dictionary<QualityRecord, Predictions>(ReferenceEqualityComparer.Instance);
        var subjects = ClaimSubject.All(run).ToList();
        var claims = subjects.Select(subject => Claim(subject, record => loaded.TryGetValue(record, out var known) ? known : loaded[record] = load(record)));
        return FixedSequence.Mark([.. subjects.Zip(claims)]);
    }

    private static ClaimRecord Claim(ClaimSubject subject, Func<QualityRecord, Predictions> load)
    {
        var quality = QualityEvidence.Of(subject, load);
        var resources = ResourceEvidence.Of(subject);
        var verdict = VerdictRule.Decide(quality, resources);
        return new ClaimRecord
        {
            Family = subject.Family.Id,
            Teacher = subject.Teacher.Id,
            Student = subject.Student.Id,
            Provider = subject.Provider,
            Verdict = verdict,
            Sentence = ClaimSentence.Of(subject, verdict, quality, resources),
            Quality = quality.Quality,
            Resources = resources,
        };
    }
}
