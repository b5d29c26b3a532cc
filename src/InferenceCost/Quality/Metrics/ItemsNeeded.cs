using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics;

/// <summary>How many items a verdict takes, and which margin a number of items can prove, for every metric.</summary>
internal static class ItemsNeeded
{
    /// <summary>What an inconclusive verdict needs: fresh items, not these again. Null where nothing can be said.</summary>
    public static NeededItems? Of(PairedItems items, MetricComparison compared, QualityTerms terms)
    {
        var margin = terms.Margin!.Value;
        if (!terms.IsRatio && compared.Clusters is null && terms.Metric == QualityMetric.Accuracy.Id)
        {
            // From a handful of items that tell the models apart nobody can say how often others would.
            var counts = items.Counts!.Value;
            return counts.Discordant < PairedBootstrap.FewestDiscordantItems ? null : SampleSize.AfterObserving(counts, margin);
        }

        var (interval, difference, bound) = terms.IsRatio
            ? (compared.LogRatio, compared.LogRatioEstimate, -Math.Log(1 - margin))
            : (compared.Difference, compared.Delta, margin);
        return interval is { } ends && double.IsFinite(ends.Width)
            ? MeanSampleSize.AfterObserving(items.Count, MetricComparison.StandardError(ends), difference, bound)
            : null;
    }

    /// <summary>The smallest margin that these items are expected to prove if the models are truly equal; null where nothing can be said.</summary>
    public static double? ProvableMargin(PairedItems items, MetricComparison compared, QualityTerms terms)
    {
        if (!terms.IsRatio && compared.Clusters is null && terms.Metric == QualityMetric.Accuracy.Id)
        {
            return SampleSize.SmallestProvableMargin(items.Count, items.Counts!.Value.Discordance);
        }

        return (terms.IsRatio ? compared.LogRatio : compared.Difference) is { } ends && double.IsFinite(ends.Width)
            ? MeanSampleSize.SmallestProvableMargin(MetricComparison.StandardError(ends)) is var bound && terms.IsRatio ? 1 - Math.Exp(-bound) : bound
            : null;
    }
}
