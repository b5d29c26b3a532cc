using InferenceCost.Foundation;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Judging;

/// <summary>On how many items two files say something else.</summary>
/// <param name="File">The file that is compared with the teacher's.</param>
/// <param name="IsTeacherAgain">Whether the same teacher answered it, asked a second time.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Changed">On how many of them the answer is another one; the score, where there are scores alone.</param>
/// <param name="Low">Lower end of the share's 95 % interval (Wilson).</param>
/// <param name="High">Upper end.</param>
public sealed record AnswerChange(string File, bool IsTeacherAgain, int Items, int Changed, double Low, double High)
{
    /// <summary>The share of items that changed.</summary>
    public double Share => (double)Changed / Items;

    /// <summary>
    /// What changes by itself when the teacher is asked again, and beside it what is another with the student. The first is no threshold
    /// for the second: it says how much of a disagreement the teacher has with itself.
    /// </summary>
    /// <param name="files">Aligned, with what the teacher answered again; nothing without that.</param>
    /// <exception cref="InputException">Two of the files have neither answers nor scores in common.</exception>
    internal static IReadOnlyList<AnswerChange> Count(JudgedFiles files) => files.TeacherAgain is not { } again ? []
        : [Count(files.Teacher, again, isTeacherAgain: true), Count(files.Teacher, files.Student, isTeacherAgain: false)];

    private static AnswerChange Count(Predictions teacher, Predictions other, bool isTeacherAgain)
    {
        // Aligned: the same item stands at the same place in both.
        var changed = 0;
        for (var i = 0; i < teacher.Count; i++)
        {
            changed += Differs(teacher, other, i) ? 1 : 0;
        }

        var interval = WilsonInterval.Compute(changed, teacher.Count);
        return new AnswerChange(other.Source, isTeacherAgain, teacher.Count, changed, interval.Low, interval.High);
    }

    private static bool Differs(Predictions teacher, Predictions other, int i) =>
        teacher.HasAnswers && other.HasAnswers ? teacher.Predicted[i] != other.Predicted[i]
        : teacher.Scores is { } scores && other.Scores is { } others ? scores[i] != others[i]
        : throw new InputException(
            $"{teacher.Source} and {other.Source} have neither predictions nor scores in common", "record the same of both");
}
