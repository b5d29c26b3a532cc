using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace InferenceCost.Tests.Statistics;

public sealed class BinomialDrawTests
{
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(7, 0.02)]
    [InlineData(40, 0.3)]
    [InlineData(1_000, 0.999)]
    [InlineData(10_000, 0.06)]
    [InlineData(100_000, 0.5)]
    public void Every_number_comes_as_often_as_it_should(int trials, double probability)
    {
        const int draws = 200_000;
        var random = new Xoshiro256StarStar(1, threadSafe: false);
        var seen = new Dictionary<int, int>();
        for (var i = 0; i < draws; i++)
        {
            var successes = BinomialDraw.Next(random, trials, probability);
            seen[successes] = seen.GetValueOrDefault(successes) + 1;
        }

        Assert.All(seen.Keys, successes => Assert.InRange(successes, 0, trials));
        // Pearson's statistic over runs of neighbouring numbers, each run long enough to expect 20 draws.
        double statistic = 0, expected = 0, observed = 0;
        var classes = 0;
        for (var successes = 0; successes <= trials; successes++)
        {
            expected += draws * Binomial.PMF(probability, trials, successes);
            observed += seen.GetValueOrDefault(successes);
            if (expected >= 20 || successes == trials)
            {
                statistic += (observed - expected) * (observed - expected) / Math.Max(expected, 1);
                classes++;
                (expected, observed) = (0, 0);
            }
        }

        Assert.True(classes >= 2);
        Assert.InRange(statistic, 0, ChiSquared.InvCDF(classes - 1, 0.9999));
    }

    [Fact]
    public void Certain_outcomes_are_certain()
    {
        var random = new Xoshiro256StarStar(1, threadSafe: false);
        Assert.Equal(0, BinomialDraw.Next(random, 0, 0.5));
        Assert.Equal(0, BinomialDraw.Next(random, 10, 0));
        Assert.Equal(10, BinomialDraw.Next(random, 10, 1));
    }
}
