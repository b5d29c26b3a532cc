using InferenceCost.Data;
using InferenceCost.Records;

namespace InferenceCost.Quality;

/// <summary>The scores of both models in the order of the teacher's items.</summary>
internal static class PairedScores
{
    /// <summary>Pairs them by item.</summary>
    /// <exception cref="InputException">One of them has no scores, or their items are not the same.</exception>
    public static (double[] Teacher, double[] Student) Of(Predictions teacher, Predictions student)
    {
        if (teacher.Scores is not { } scores || student.Scores is not { } others)
        {
            throw new InputException(
                $"{(teacher.Scores is null ? teacher : student).Source}: has no scores", "add a column 'score', or compare by accuracy");
        }

        return (scores, [.. ItemPairing.Of(teacher, student).Select(position => others[position])]);
    }
}
