using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Pairing;

/// <summary>
/// Items that were ranked for queries: each has a number by which a model puts it in order, and how relevant it is to its query, 0 for not
/// at all. The query is what is scored, and what counts in every interval.
/// </summary>
/// <param name="Rows">The items of each query.</param>
/// <param name="Relevance">How relevant each item is.</param>
internal sealed record Queries(int[][] Rows, double[] Relevance)
{
    /// <summary>Those of one model; null where something is missing.</summary>
    public static Queries? Of(Predictions own) =>
        own is { Numbers.True: { } relevance, Clusters: { } names } ? new Queries(Grouped(names), relevance) : null;

    /// <summary>Those of two, in the order of the teacher's items; null where something is missing.</summary>
    public static Queries? Of(PairedItems items) =>
        items.TrueNumbers is { } relevance && items.Clusters() is { } numbers ? new Queries(Grouped(numbers), relevance) : null;

    /// <summary>What each query's ranking is worth.</summary>
    /// <param name="numbers">A model's number for each item.</param>
    /// <param name="score">The worth of a ranking.</param>
    public double[] Score(double[] numbers, Func<Ranking, double> score) =>
        [.. Rows.Select(rows => score(Ranking.Of(rows, numbers, Relevance)))];

    private static int[][] Grouped<T>(T[] names) =>
        [.. Enumerable.Range(0, names.Length).GroupBy(item => names[item]).Select(query => query.ToArray())];
}
