using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// A metric of rankings: the mean over queries of what the order of their items is worth, compared by the mean of the queries' differences.
/// </summary>
/// <param name="metric">The metric, which has the number of first items that count.</param>
internal abstract class QueryMetric(QualityMetric metric) : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => metric;

    /// <summary>How many of the first items count.</summary>
    protected int First => metric.Cutoff!.Value;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => Queries.Of(items) is { } queries
        ? LackOf(queries)
        : Needs("query, the label (how relevant, 0 for not at all) and prediction as numbers");

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) => Queries.Of(own) is { } queries && LackOf(queries) is null
        ? new ModelScore(queries.Score(own.Numbers!.Given, Worth).Average())
        : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var queries = Queries.Of(items)!;
        var teacher = queries.Score(items.Teacher.Numbers!.Given, Worth);
        var student = queries.Score(items.OfStudent(items.Student.Numbers!.Given), Worth);
        return MeanComparison.Compare(teacher, student, clusters: null, confidence, range: 1) with { Queries = teacher.Length };
    }

    /// <summary>What queries lack to be scored; null where nothing.</summary>
    protected virtual Lack? LackOf(Queries queries) =>
        Array.Exists(queries.Relevance, relevance => relevance < 0)
            ? new Lack("a label is below 0", "write 0 for what is not relevant, and more for what is")
        : Array.TrueForAll(queries.Relevance, relevance => relevance == 0)
            ? new Lack("no item is relevant to its query", "label those that are above 0")
        : null;

    /// <summary>What an order is worth, from 0 to 1; 0 where nothing is relevant.</summary>
    protected abstract double Worth(Ranking ranking);
}
