using InferenceCost.Quality.Metrics;
using InferenceCost.Tests.Quality.Metrics.Coverage;

namespace InferenceCost.Tests.Quality.Metrics;

/// <summary>The standard errors of influences, against those of a plain bootstrap of whole scores.</summary>
public sealed class InfluencesTests
{
    private const int Items = 800;
    private const int Resamples = 1_500;

    [Theory]
    [InlineData("rmse")]
    [InlineData("spearman")]
    [InlineData("auc")]
    [InlineData("average-precision")]
    public void An_interval_is_as_wide_as_scores_of_resampled_items_spread(string metric)
    {
        var (truths, teacher, student) = Draw(metric is "auc" or "average-precision");
        var (scored, random) = (QualityMetricCatalog.Named(metric), new Random(3));
        var interval = scored.Compare(MetricPopulation.Numbers(truths, teacher, student).Items, isRatio: false, 0.90).Difference!.Value;
        var differences = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            int[] drawn = [.. Enumerable.Range(0, Items).Select(_ => random.Next(Items))];
            double[] Taken(double[] column) => [.. drawn.Select(item => column[item])];
            differences[resample] = scored.Compare(
                MetricPopulation.Numbers(Taken(truths), Taken(teacher), Taken(student)).Items, isRatio: false, 0.90).Delta;
        }

        var spread = MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation(differences);

        // The bootstrap's own error is 1.8 %, and both estimate a figure that has an error of its own.
        Assert.Equal(1, interval.Width / 2 / 1.647 / spread, 0.1);
    }

    /// <summary>Rounded so that some are tied.</summary>
    private static (double[] Truths, double[] Teacher, double[] Student) Draw(bool areClasses)
    {
        var random = new Random(4);
        double Noise() => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
        double[] truths =
            [.. Enumerable.Range(0, Items).Select(_ => areClasses ? (random.NextDouble() < 0.3 ? 1.0 : 0) : Math.Round(Noise(), 1))];
        double[] common = [.. truths.Select(truth => truth + (0.5 * Noise()))];
        return (
            truths, [.. common.Select(own => Math.Round(own + (0.6 * Noise()), 1))],
            [.. common.Select(own => Math.Round(own + (0.9 * Noise()), 1))]);
    }
}
