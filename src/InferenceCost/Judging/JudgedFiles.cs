using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Judging;

/// <summary>Recorded predictions by role, read together so that their classes are numbered alike.</summary>
/// <param name="Teacher">The larger model's.</param>
/// <param name="Student">The smaller model's.</param>
/// <param name="Controls">Those of students that learnt without the teacher.</param>
/// <param name="OtherTeachers">Those of larger models that the student did not learn from.</param>
public sealed record JudgedFiles(
    Predictions Teacher, Predictions Student, IReadOnlyList<Predictions> Controls, IReadOnlyList<Predictions> OtherTeachers)
{
    /// <summary>What the teacher answered when it was asked a second time; null where it was not.</summary>
    public Predictions? TeacherAgain { get; init; }

    /// <summary>All of them but the teacher's second answers, the teacher's first.</summary>
    public IEnumerable<Predictions> All() => new[] { Teacher, Student }.Concat(Controls).Concat(OtherTeachers);

    /// <summary>
    /// The same with every file's items in the teacher's order, and with labels that stand in one file alone in all of them.
    /// </summary>
    /// <exception cref="InputException">They are not of the same items.</exception>
    public JudgedFiles Aligned()
    {
        var aligned = All().Select(file => file.InOrderOf(Teacher)).ToList();
        var labels = aligned.Find(file => file.Labels is not null)?.Labels;
        aligned = [.. aligned.Select(
            file => file.Labels is null && labels is not null && file.HasAnswers ? file.WithLabels(labels) : file)];
        var (numbers, texts) = (
            aligned.Find(file => file.Numbers?.True is not null)?.Numbers!.True,
            aligned.Find(file => file.Texts?.True is not null)?.Texts!.True);
        aligned = [.. aligned.Select(file => numbers is null && texts is null ? file : file.WithTruths(numbers, texts))];
        return new JudgedFiles(aligned[0], aligned[1], aligned[2..(2 + Controls.Count)], aligned[(2 + Controls.Count)..])
        {
            TeacherAgain = TeacherAgain?.InOrderOf(Teacher),
        };
    }

    /// <summary>What teacher and student are scored by where nobody says; null where nothing says which answers are right.</summary>
    /// <param name="items">Both models' answers.</param>
    /// <exception cref="InputException">One has scores alone, the other answers alone.</exception>
    internal string? AssumedMetric(PairedItems items) => QualityMetricCatalog.AssumedFor(items)?.Metric.Id
        ?? (items.HasAnswers ? null
            : throw new InputException(
                $"{Teacher.Source} and {Student.Source} have neither predictions nor scores in common",
                "record predictions for both, or scores for both"));
}
