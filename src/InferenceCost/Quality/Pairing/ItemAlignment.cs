using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Pairing;

/// <summary>Brings predictions into another's order once, so that every later pairing of the two finds its items in place.</summary>
internal static class ItemAlignment
{
    /// <summary>The predictions in the order of the teacher's items, whose ids they then share.</summary>
    /// <exception cref="InputException">The items, their labels or their clusters are not the same, or one comes twice.</exception>
    public static Predictions InOrderOf(this Predictions own, Predictions teacher)
    {
        if (ReferenceEquals(own.Items, teacher.Items))
        {
            return own;
        }

        var positions = ItemPairing.Pair(teacher, own);
        return new Predictions(
            own.Source, teacher.Items, Taken(own.Labels, positions), own.HasAnswers ? Taken(own.Predicted, positions)! : [],
            TakenRows(own, positions),
            Taken(own.Scores, positions), Taken(own.Clusters, positions), own.ClassNames)
        {
            Index = teacher.Index,
            Notes = own.Notes,
            Spread = own.Spread,
            Numbers = own.Numbers?.InOrder(positions),
            Texts = own.Texts?.InOrder(positions),
        };
    }

    private static T[]? Taken<T>(T[]? column, int[] positions) =>
        column is null ? null : Array.ConvertAll(positions, position => column[position]);

    private static float[]? TakenRows(Predictions own, int[] positions)
    {
        if (own.Probabilities is null)
        {
            return null;
        }

        var rows = new float[own.Probabilities.Length];
        var classes = own.Classes!.Value;
        for (var i = 0; i < positions.Length; i++)
        {
            own.ProbabilitiesOf(positions[i]).CopyTo(rows.AsSpan(i * classes, classes));
        }

        return rows;
    }
}
