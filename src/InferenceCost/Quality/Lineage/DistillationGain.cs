using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Lineage;

/// <summary>What learning from the teacher gave a student: see <see cref="DistillationRecord"/>.</summary>
public static class DistillationGain
{
    /// <summary>With fewer seeds of each arm not even a sign test could reach 5 % (2 to the power of -5 is 3 %).</summary>
    public const int FewestSeeds = 5;

    private const double Confidence = 0.90;
    private const double SeedConfidence = 0.95;

    /// <summary>Compares a student with its controls; null where it has none, or where the items have no labels.</summary>
    /// <param name="teacher">The teacher's answers.</param>
    /// <param name="student">The student.</param>
    /// <param name="seeds">
    /// Other seeds of the student's network: distilled ones and controls, the control that the student is paired with first.
    /// </param>
    /// <exception cref="InputException">They did not answer the same items.</exception>
    public static DistillationRecord? Compute(Predictions teacher, TrainingRun student, IReadOnlyList<TrainingRun> seeds)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(seeds);
        if (!student.Distilled || seeds.FirstOrDefault(seed => !seed.Distilled) is not { } control)
        {
            return null;
        }

        var pair = PairedItems.Pair(control.Predictions, student.Predictions);
        if (pair.Counts is not { } counts)
        {
            return null;
        }

        var interval = TangoInterval.Compute(counts, Confidence);
        var gap = Gap(teacher, pair);
        var arms = Seeds(student, seeds);
        return new DistillationRecord
        {
            Control = control.Model,
            Delta = counts.Difference,
            Low = interval.Low,
            High = interval.High,
            Confidence = Confidence,
            GapClosed = gap,
            GapNotShown = gap is null ? $"{control.Model} is not shown to differ from the teacher, so there is no gap to close" : null,
            Seeds = arms,
            Conclusion = arms is null || Math.Min(arms.Distilled.Count, arms.Controls.Count) < FewestSeeds
                ? DistillationConclusion.TooFewSeeds
                : arms.Low > 0
                    ? DistillationConclusion.Helps : arms.High < 0 ? DistillationConclusion.Hurts : DistillationConclusion.NotShown,
        };
    }

    /// <summary>
    /// (student - control) / (teacher - control) over the items, with Fieller's interval (Journal of the Royal Statistical Society B 16,
    /// 1954).
    /// </summary>
    private static RatioInterval? Gap(Predictions teacher, PairedItems studentAgainstControl)
    {
        var teacherAgainstControl = PairedItems.Pair(studentAgainstControl.Teacher, teacher);
        var closed = new double[studentAgainstControl.Count];
        var gap = new double[studentAgainstControl.Count];
        for (var i = 0; i < closed.Length; i++)
        {
            var control = studentAgainstControl.TeacherIsRight(i) ? 1 : 0;
            closed[i] = (studentAgainstControl.StudentIsRight(i) ? 1 : 0) - control;
            gap[i] = (teacherAgainstControl.StudentIsRight(i) ? 1 : 0) - control;
        }

        return FiellerInterval.OfPairs(closed, gap, Confidence) is { } interval
            ? new RatioInterval(closed.Sum() / gap.Sum(), interval.Low, interval.High)
            : null;
    }

    private static SeedsRecord? Seeds(TrainingRun student, IReadOnlyList<TrainingRun> seeds)
    {
        var distilled = Accuracies(seeds.Where(seed => seed.Distilled).Prepend(student));
        var controls = Accuracies(seeds.Where(seed => !seed.Distilled));
        return WelchInterval.Compute([.. distilled.Values], [.. controls.Values], SeedConfidence) is { } interval
            ? new SeedsRecord(
                distilled, controls, distilled.Values.Average() - controls.Values.Average(), interval.Low, interval.High, SeedConfidence)
            : null;
    }

    private static Dictionary<string, double> Accuracies(IEnumerable<TrainingRun> models) =>
        models.ToDictionary(model => model.Model, model => AccuracyScore.Compute(model.Predictions).Accuracy);
}
