using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class HodgesLehmannTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    [InlineData(6, 6)]
    public void The_distribution_is_that_of_every_way_to_interleave_the_samples(int first, int second)
    {
        var counts = new int[(first * second) + 1];
        for (var mask = 0; mask < 1 << (first + second); mask++)
        {
            if (int.PopCount(mask) == first)
            {
                // A set bit is a value of the first sample: how many of the second lie below it?
                counts[Enumerable.Range(0, first + second)
                    .Where(bit => (mask >> bit & 1) == 1)
                    .Sum(bit => bit - int.PopCount(mask & ((1 << bit) - 1)))]++;
            }
        }

        var (total, below) = (counts.Sum(), 0);
        for (var count = 0; count < counts.Length; count++)
        {
            below += counts[count];
            Assert.Equal((double)below / total, RankSumTail.AtMost(count, first, second), 12);
        }

        Assert.Equal(0, RankSumTail.AtMost(-1, first, second));
    }

    [Theory]
    // The two-sided 5 % points of tables of the Mann-Whitney test: the largest count that is significant.
    [InlineData(6, 6, 5)]
    [InlineData(8, 8, 13)]
    [InlineData(10, 10, 23)]
    [InlineData(20, 20, 127)]
    public void The_tails_are_those_of_the_tables(int first, int second, int critical)
    {
        Assert.True(RankSumTail.AtMost(critical, first, second) <= 0.025);
        Assert.True(RankSumTail.AtMost(critical + 1, first, second) > 0.025);
    }

    [Fact]
    public void A_shift_is_found_and_lies_in_its_interval()
    {
        double[] first = [3.1, 2.9, 3.4, 3.0, 3.2, 2.8, 3.3];
        var (shift, interval) = HodgesLehmann.Estimate(first, [.. first.Select(value => value + 0.5)]);
        Assert.Equal(0.5, shift, 12);
        Assert.True(interval!.Value.Contains(0.5) && interval.Value.Confidence >= 0.95);
    }

    [Fact]
    public void Exchanging_the_samples_mirrors_everything_exactly()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 80; trial++)
        {
            var (first, second) = (Sample(random, 6 + trial % 70), Sample(random, 6 + trial * 7 % 80));
            var ((shift, one), (back, other)) = (HodgesLehmann.Estimate(first, second), HodgesLehmann.Estimate(second, first));
            Assert.Equal(
                (one!.Value.Low, one.Value.High, one.Value.Confidence), (-other!.Value.High, -other.Value.Low, other.Value.Confidence));
            Assert.Equal(shift, -back, 12);
            Assert.True(one.Value.Contains(shift));
        }
    }

    [Theory]
    [InlineData(6, 6, 0.96)]
    [InlineData(10, 10, 0.96)]
    [InlineData(6, 12, 0.95)]
    [InlineData(90, 80, 0.96)]
    public void The_interval_keeps_its_confidence(int firstCount, int secondCount, double confidence)
    {
        var random = new Random(11);
        // Large samples take longer, and are thinned, so that they keep more than they promise.
        var trials = firstCount > 60 ? 200 : 1000;
        var held = 0;
        var achieved = 0.0;
        for (var trial = 0; trial < trials; trial++)
        {
            // Skewed, as times are: exponential, and a shift of its own.
            var interval = HodgesLehmann.Estimate(
                Sample(random, firstCount), [.. Sample(random, secondCount).Select(value => value + 0.3)], confidence).Interval!.Value;
            held += interval.Contains(0.3) ? 1 : 0;
            achieved = interval.Confidence;
        }

        Assert.InRange(achieved, confidence, 1);
        // Three standard errors of a share of so many trials.
        Assert.True(
            held >= trials * (achieved - (3 * Math.Sqrt(achieved * (1 - achieved) / trials))),
            $"{held} of {trials}, {achieved:P1} promised");
    }

    [Fact]
    public void Below_six_values_on_either_side_there_is_no_interval()
    {
        Assert.Null(HodgesLehmann.Estimate([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7]).Interval);
        Assert.Null(HodgesLehmann.Estimate([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5]).Interval);
        Assert.Null(HodgesLehmann.Estimate([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], 0.9999).Interval);
        Assert.Equal(1, HodgesLehmann.Estimate([1], [2]).Shift);
    }

    [Fact]
    public void What_has_no_meaning_is_refused()
    {
        Assert.Throws<ArgumentException>(() => HodgesLehmann.Estimate([], [1]));
        Assert.Throws<ArgumentException>(() => HodgesLehmann.Estimate([1, double.NaN], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => HodgesLehmann.Estimate([1], [1], 1));
    }

    private static double[] Sample(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => -Math.Log(1 - random.NextDouble()))];
}
