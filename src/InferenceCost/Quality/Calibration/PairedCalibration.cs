using InferenceCost.Foundation;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Calibration;

/// <summary>Whose probabilities are worth more: teacher and student on the same items, matched by id.</summary>
public static class PairedCalibration
{
    /// <summary>
    /// The differences in proper scores, each with its 90 % paired t interval; null without labels, or where either has no
    /// probabilities. Where only one of them has labels, its labels count for both.
    /// </summary>
    /// <param name="teacher">The teacher's predictions.</param>
    /// <param name="student">The student's predictions of the same items, in any order.</param>
    /// <param name="teacherTemperature">The temperature that the family gives, above 0; null to fit two by cross-fitting.</param>
    /// <param name="studentTemperature">The student's, alike.</param>
    /// <exception cref="InputException">Items, labels or classes are not the same for both, or numbers are no probabilities.</exception>
    /// <exception cref="ArgumentException">A temperature that is not above 0.</exception>
    public static PairedCalibrationRecord? Compare(
        Predictions teacher, Predictions student, double? teacherTemperature, double? studentTemperature)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(student);
        var aligned = student.InOrderOf(teacher);
        if (teacher.Classes is not { } classes || student.Classes is not { } others || (teacher.Labels ?? student.Labels) is null)
        {
            return null;
        }

        if (classes != others)
        {
            throw new InputException(
                FormattableString.Invariant($"{teacher.Source} has {classes} classes and {student.Source} has {others}"),
                "compare models of the same task");
        }

        var labels = teacher.Labels ?? aligned.Labels!;
        return Compare(
            ScoredProbabilities.Scale(teacher.WithLabels(labels), teacherTemperature)!,
            ScoredProbabilities.Scale(aligned.WithLabels(labels), studentTemperature)!);
    }

    /// <summary>The differences of two models that were scored before, on the same items in the same order.</summary>
    internal static PairedCalibrationRecord Compare(ScoredProbabilities teacher, ScoredProbabilities student)
    {
        var recorded = new Pair(teacher.Scores, student.Scores);
        var scaled = (teacher.ScaledScores, student.ScaledScores) is ({ } one, { } other) ? new Pair(one, other) : null;
        return new PairedCalibrationRecord
        {
            Items = teacher.Labels.Length,
            NegativeLogLikelihood = recorded.Difference(scores => scores.NegativeLogLikelihood),
            Brier = recorded.Difference(scores => scores.Brier),
            ClippedItems = recorded.ClippedItems,
            ScaledNegativeLogLikelihood = scaled?.Difference(scores => scores.NegativeLogLikelihood),
            ScaledBrier = scaled?.Difference(scores => scores.Brier),
            WhyNotScaled = WhyNot(teacher.Predictions, teacher.Scaling) ?? WhyNot(student.Predictions, student.Scaling),
        };
    }

    private static string? WhyNot(Predictions model, ScaledPredictions scaled) =>
        scaled.WhyNot is { } why ? $"{model.Source}: {why}" : null;

    private sealed record Pair(ProperScores Teacher, ProperScores Student)
    {
        public int ClippedItems => Teacher.Clipped.Zip(Student.Clipped).Count(item => item.First || item.Second);

        public PairedMeanDifference Difference(Func<ProperScores, double[]> scores)
        {
            var (teacher, student) = (scores(Teacher), scores(Student));
            var interval = PairedMeanInterval.Compute(teacher, student);
            return new PairedMeanDifference(student.Average() - teacher.Average(), interval?.Low, interval?.High, interval?.Confidence);
        }
    }
}
