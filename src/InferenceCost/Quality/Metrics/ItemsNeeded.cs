using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics;

/// <summary>How many items a verdict takes, and which margin a number of items can prove, for every metric.</summary>
internal static class ItemsNeeded
{
    /// <summary>
    /// What an inconclusive verdict on so many items needs: fresh items, not these again. Null where nothing can be said.
    /// </summary>
    public static NeededItems? Estimate(int items, MetricComparison compared, QualityTerms terms)
    {
        var margin = terms.Margin!.Value;
        if (RightAnswers(compared, terms) is { } counts)
        {
            // From a handful of items that tell the models apart nobody can say how often others would.
            return counts.Discordant < PairedBootstrap.FewestDiscordantItems ? null : SampleSize.AfterObserving(counts, margin);
        }

        // Neither does a bound of models that hardly differ shrink with the root of the items, as a standard error does.
        if (compared.Method == TellingUnits.BoundMethod)
        {
            return null;
        }

        var (interval, difference, bound) = terms.IsRatio
            ? (compared.LogRatio, compared.LogRatioEstimate, -Math.Log(1 - margin))
            : (compared.Difference, compared.Delta, margin);
        return interval is { } ends && double.IsFinite(ends.Width)
            ? MeanSampleSize.AfterObserving(items, MetricComparison.StandardError(ends), difference, bound)
            : null;
    }

    /// <summary>
    /// The smallest margin that so many items are expected to prove if the models are truly equal; null where nothing can be said.
    /// </summary>
    public static double? ProvableMargin(int items, MetricComparison compared, QualityTerms terms)
    {
        if (RightAnswers(compared, terms) is { } counts)
        {
            return SampleSize.SmallestProvableMargin(items, counts.Discordance);
        }

        return (terms.IsRatio ? compared.LogRatio : compared.Difference) is { } ends && double.IsFinite(ends.Width)
            ? MeanSampleSize.SmallestProvableMargin(MetricComparison.StandardError(ends)) is var bound && terms.IsRatio
                ? 1 - Math.Exp(-bound)
                : bound
            : null;
    }

    /// <summary>Whose difference Tango's interval is of: of its sample sizes more is known than of a mean's.</summary>
    private static PairedCounts? RightAnswers(MetricComparison compared, QualityTerms terms) =>
        !terms.IsRatio && compared.Clusters is null ? compared.Counts : null;
}
