using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Agreement;

/// <summary>
/// Whether two models find the same items alike, whatever the lengths of their vectors: the rank correlation of the cosines of pairs of
/// items in one model with those in the other (representational similarity, Kriegeskorte, Mur and Bandettini, Frontiers in Systems
/// Neuroscience 2, 2008).
/// </summary>
internal static class PairedCosines
{
    /// <summary>A hundred items have nearly five thousand pairs, and a rank correlation of as many is off by a hundredth.</summary>
    private const int MostItems = 100;

    /// <summary>The correlation; null for fewer than three items, or where one model finds all pairs equally alike.</summary>
    public static double? Correlate(OutputRows teacher, OutputRows student, int items)
    {
        // Spread over the items: neighbours in a file often belong together.
        var taken = Math.Min(items, MostItems);
        int[] chosen = [.. Enumerable.Range(0, taken).Select(place => (int)((long)place * items / taken))];
        return taken < 3 || teacher.Columns < 2 || student.Columns < 2 ? null : SpearmanCorrelation.Compute(Pairs(teacher), Pairs(student));

        double[] Pairs(OutputRows rows) =>
        [
            .. from first in Enumerable.Range(0, taken)
               from second in Enumerable.Range(first + 1, taken - first - 1)
               select Cosine(Row(rows, chosen[first]), Row(rows, chosen[second])),
        ];
    }

    /// <summary>The cosine of two rows; 0 where one is zero or not finite.</summary>
    public static double Cosine(ReadOnlySpan<float> own, ReadOnlySpan<float> other) => CosineSimilarity.Compute(own, other) ?? 0;

    private static ReadOnlySpan<float> Row(OutputRows rows, int item) => rows.Values.AsSpan(item * rows.Columns, rows.Columns);
}
