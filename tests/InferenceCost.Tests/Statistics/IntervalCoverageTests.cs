using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Tests.Statistics;

/// <summary>
/// A few seconds of simulation with fixed seeds, to notice an interval that is too narrow or too wide; the long study is
/// <see cref="CoverageStudy"/> and <see cref="BootstrapCoverageStudy"/>. Ranges are four standard errors of the simulation.
/// </summary>
public sealed class IntervalCoverageTests
{
    [Fact]
    public void Prediction_holds_the_next_value() => Assert.InRange(
        Share(3_000, random => PredictionInterval.Compute(Sample(random, 4, 0.9, 0.01))!.Value.Contains(Normal.Sample(random, 0.9, 0.01))),
        0.934, 0.966);

    [Fact]
    public void Welch_holds_the_difference_of_means() => Assert.InRange(
        Share(3_000, random => WelchInterval.Compute(Sample(random, 5, 0.9, 0.01), Sample(random, 8, 0.85, 0.03))!.Value.Contains(0.05)),
        0.934, 0.966);

    [Fact]
    public void Fieller_holds_the_ratio_of_means() => Assert.InRange(
        Share(3_000, random =>
        {
            var below = Sample(random, 8, 1, 0.2);
            double[] above = [.. below.Select(value => 0.9 * value + Normal.Sample(random, 0, 0.1))];
            return FiellerInterval.OfPairs(above, below)!.Value.Contains(0.9);
        }),
        0.878, 0.922);

    [Fact]
    public void Clusters_must_be_told_of()
    {
        var population = new ClusteredPopulation(20);
        var told = population.Coverage(2_000, (sample, _) =>
            PairedMeanInterval.OfClusters(sample.Zeros, sample.Scores, sample.Clusters, 0.95));
        var untold = population.Coverage(2_000, (sample, _) => PairedMeanInterval.Compute(sample.Zeros, sample.Scores, 0.95));
        Assert.InRange(told, 0.91, 0.97);
        Assert.InRange(untold, 0, 0.80);
    }

    [Fact]
    public void The_bootstrap_of_kappa_holds_it()
    {
        var population = PairedPopulation.Of(0.85, 0.15, -0.02);
        var (coverage, without) = population.Coverage(400, samples: 600, seed: 1, (counts, seed) =>
            ErrorConsistency.BootstrapInterval(counts, seed, resamples: 1_000)?.Contains(population.Kappa));
        Assert.Equal(0, without);
        Assert.InRange(coverage, 0.91, 0.98);
    }

    [Fact]
    public void The_bootstrap_of_a_difference_in_macro_F1_holds_it()
    {
        var (coverage, without) = new LabelledPopulation(0.80, 0.75, 0.5, 1).Coverage(200, samples: 400, resamples: 500);
        Assert.InRange(without, 0, 0.01);
        Assert.InRange(coverage, 0.90, 0.98);
    }

    private static double Share(int samples, Func<Random, bool> holds) =>
        Enumerable.Range(0, samples).AsParallel().Count(seed => holds(new Random(seed))) / (double)samples;

    private static double[] Sample(Random random, int count, double mean, double deviation) =>
        [.. Enumerable.Range(0, count).Select(_ => Normal.Sample(random, mean, deviation))];
}
