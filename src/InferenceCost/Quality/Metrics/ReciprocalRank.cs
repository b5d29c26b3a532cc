using InferenceCost.Quality.Pairing;
using InferenceCost.Records;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The reciprocal of the place of a query's first relevant item, 0 beyond place k; of tied items the mean over their orders.
/// </summary>
/// <param name="metric">The metric, which has the k.</param>
internal sealed class ReciprocalRank(QualityMetric metric) : QueryMetric(metric)
{
    /// <inheritdoc/>
    public override ScoredMetric At(QualityMetric metric) => new ReciprocalRank(metric);

    /// <inheritdoc/>
    protected override double Worth(Ranking ranking)
    {
        var before = 0;
        foreach (var tie in ranking.Ties)
        {
            var relevant = tie.Count(relevance => relevance > 0);
            if (relevant > 0)
            {
                return Mean(before, tie.Length, relevant);
            }

            before += tie.Length;
        }

        return 0;
    }

    /// <summary>
    /// The first relevant one of a tied group stands at each place with the chance that those before it are not relevant.
    /// </summary>
    private double Mean(int before, int tied, int relevant)
    {
        var (mean, noneYet) = (0.0, 1.0);
        for (var place = 0; place <= tied - relevant && before + place < First; place++)
        {
            var here = (double)relevant / (tied - place);
            mean += noneYet * here / (before + place + 1);
            noneYet *= 1 - here;
        }

        return mean;
    }
}
