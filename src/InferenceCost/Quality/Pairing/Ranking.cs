namespace InferenceCost.Quality.Pairing;

/// <summary>
/// The items of one query in the order in which a model puts them, tied ones together: a metric takes the mean over all orders of tied
/// items, so that neither the file's order nor luck decides.
/// </summary>
/// <param name="Ties">The relevance of the items of each tied group, the highest numbers first.</param>
internal sealed record Ranking(IReadOnlyList<double[]> Ties)
{
    /// <summary>How many items are relevant.</summary>
    public int Relevant => Ties.Sum(tie => tie.Count(relevance => relevance > 0));

    /// <summary>Puts items in order.</summary>
    /// <param name="rows">The query's items.</param>
    /// <param name="numbers">A model's number for each item of the file.</param>
    /// <param name="relevance">How relevant each of them is.</param>
    public static Ranking Of(int[] rows, double[] numbers, double[] relevance) => new(
    [
        .. rows.GroupBy(row => numbers[row]).OrderByDescending(tie => tie.Key)
            .Select(tie => tie.Select(row => relevance[row]).ToArray()),
    ]);
}
