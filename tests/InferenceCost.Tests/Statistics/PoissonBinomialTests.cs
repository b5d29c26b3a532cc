using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace InferenceCost.Tests.Statistics;

public sealed class PoissonBinomialTests
{
    [Fact]
    public void Its_probabilities_are_the_sums_over_all_outcomes()
    {
        double[] probabilities = [0.5, 0.01, 0.93, 0.2, 1, 0.37, 0, 0.66, 0.08, 0.5, 0.999];
        var masses = new double[probabilities.Length + 1];
        for (var outcome = 0; outcome < 1 << probabilities.Length; outcome++)
        {
            var successes = int.PopCount(outcome);
            masses[successes] += probabilities.Index().Aggregate(
                1.0, (product, trial) => product * ((outcome >> trial.Index & 1) == 1 ? trial.Item : 1 - trial.Item));
        }

        var distribution = new PoissonBinomial(probabilities);
        for (var (successes, sum) = (0, 0.0); successes < masses.Length; successes++)
        {
            Assert.Equal(sum += masses[successes], distribution.AtMost(successes), 1e-14);
        }
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(100, 0.5)]
    [InlineData(5_000, 0.01)]
    [InlineData(20_000, 0.9)]
    public void Of_equal_trials_it_is_the_binomial_distribution(int trials, double probability)
    {
        var distribution = new PoissonBinomial([.. Enumerable.Repeat(probability, trials)]);
        var deviation = Math.Sqrt(trials * probability * (1 - probability));
        for (var steps = -6; steps <= 6; steps++)
        {
            var successes = (int)Math.Round(trials * probability + steps * deviation);
            Assert.Equal(Binomial.CDF(probability, trials, successes), distribution.AtMost(successes), 1e-9);
        }
    }

    [Fact]
    public void What_is_drawn_follows_it()
    {
        double[] probabilities = [.. Enumerable.Range(0, 500).Select(trial => trial / 2_000.0)];
        var distribution = new PoissonBinomial(probabilities);
        var random = new Xoshiro256StarStar(4, threadSafe: false);
        var drawn = Enumerable.Range(0, 20_000).Select(_ => distribution.Next(random)).ToList();
        foreach (var successes in (int[])[50, 58, 62, 66, 75])
        {
            var expected = distribution.AtMost(successes);
            // Four standard deviations of a share of 20,000.
            var reach = 4 * Math.Sqrt(expected * (1 - expected) / drawn.Count);
            Assert.InRange(drawn.Count(number => number <= successes) / (double)drawn.Count, expected - reach, expected + reach);
        }
    }

    [Fact]
    public void What_is_certain_is_drawn_every_time()
    {
        var random = new Xoshiro256StarStar(1, threadSafe: false);
        var certain = new PoissonBinomial([.. Enumerable.Repeat(1.0, 40), 0, 0]);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(40, certain.Next(random)));
        Assert.Equal(0, new PoissonBinomial([]).Next(random));
    }
}
