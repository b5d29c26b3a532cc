using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class KindResamplerTests
{
    [Fact]
    public void As_many_items_are_drawn_as_there_are_and_none_of_a_kind_that_has_none()
    {
        var resampler = new KindResampler([3, 0, 40, 7], seed: 1);
        for (var draw = 0; draw < 500; draw++)
        {
            var drawn = resampler.Next();
            Assert.Equal(50, drawn[0] + drawn[1] + drawn[2] + drawn[3]);
            Assert.Equal(0, drawn[1]);
        }
    }

    [Fact]
    public void Numbers_of_a_kind_have_the_mean_variance_and_covariance_of_multinomial_ones()
    {
        int[] counts = [30, 5, 65];
        var resampler = new KindResampler(counts, seed: 2);
        const int Draws = 200_000;
        var (sums, squares, product) = (new double[3], new double[3], 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var drawn = resampler.Next();
            for (var kind = 0; kind < 3; kind++)
            {
                sums[kind] += drawn[kind];
                squares[kind] += (drawn[kind] - counts[kind]) * (drawn[kind] - counts[kind]);
            }

            product += (drawn[0] - 30.0) * (drawn[2] - 65);
        }

        // Of n items in all: n p, n p (1 - p) and -n p q; each within five standard errors of its own.
        for (var kind = 0; kind < 3; kind++)
        {
            var variance = counts[kind] * (1 - (counts[kind] / 100.0));
            Assert.Equal(counts[kind], sums[kind] / Draws, 5 * Math.Sqrt(variance / Draws));
            Assert.Equal(variance, squares[kind] / Draws, 5 * variance * Math.Sqrt(2.2 / Draws));
        }

        Assert.Equal(-100 * 0.3 * 0.65, product / Draws, 5 * 22 * Math.Sqrt(2.2 / Draws));
    }
}
