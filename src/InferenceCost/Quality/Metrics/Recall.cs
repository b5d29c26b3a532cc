using InferenceCost.Quality.Pairing;
using InferenceCost.Records;

namespace InferenceCost.Quality.Metrics;

/// <summary>The share of a query's relevant items that are among its first k; of tied items the mean over their orders.</summary>
/// <param name="metric">The metric, which has the k.</param>
internal sealed class Recall(QualityMetric metric) : QueryMetric(metric)
{
    /// <inheritdoc/>
    public override ScoredMetric At(QualityMetric metric) => new Recall(metric);

    /// <inheritdoc/>
    protected override double Worth(Ranking ranking)
    {
        var (place, found) = (0, 0.0);
        foreach (var tie in ranking.Ties)
        {
            found += tie.Count(relevance => relevance > 0) * Math.Min(1, (double)(First - place) / tie.Length);
            place += tie.Length;
            if (place >= First)
            {
                break;
            }
        }

        return ranking.Relevant > 0 ? found / ranking.Relevant : 0;
    }

    /// <inheritdoc/>
    protected override Lack? LackOf(Queries queries) => base.LackOf(queries)
        ?? (Array.Exists(queries.Rows, rows => rows.All(row => queries.Relevance[row] == 0))
            ? new Lack("a query has no relevant item, and no share of none can be found", "leave such queries out of both files")
            : null);
}
