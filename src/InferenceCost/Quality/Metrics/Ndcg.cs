using InferenceCost.Quality.Pairing;
using InferenceCost.Records;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// Normalised discounted cumulative gain of the first k (Jarvelin and Kekalainen, ACM Transactions on Information Systems 20, 2002): the
/// gain of an item is its label, divided by log2(place + 1), over that of the best order. Ties as McSherry and Najork have them (ECIR 2008)
/// and scikit-learn's ndcg_score computes it.
/// </summary>
/// <param name="metric">The metric, which has the k.</param>
internal sealed class Ndcg(QualityMetric metric) : QueryMetric(metric)
{
    /// <inheritdoc/>
    public override ScoredMetric At(QualityMetric metric) => new Ndcg(metric);

    /// <inheritdoc/>
    protected override double Worth(Ranking ranking)
    {
        var best = Gain(ranking.Ties.SelectMany(tie => tie).OrderDescending().Select(relevance => new[] { relevance }));
        return best > 0 ? Gain(ranking.Ties) / best : 0;
    }

    private double Gain(IEnumerable<double[]> ties)
    {
        var (place, gain) = (0, 0.0);
        foreach (var tie in ties)
        {
            var discounts = 0.0;
            for (var end = place + tie.Length; place < end; place++)
            {
                discounts += place < First ? 1 / Math.Log2(place + 2) : 0;
            }

            gain += tie.Average() * discounts;
            if (place >= First)
            {
                break;
            }
        }

        return gain;
    }
}
