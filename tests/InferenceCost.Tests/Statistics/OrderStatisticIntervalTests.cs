using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class OrderStatisticIntervalTests
{
    [Fact]
    public void Equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("order-statistic"), expected =>
    {
        var actual = OrderStatisticInterval.Compute(expected.Values, expected.AtLeast);
        Assert.Equal(expected.Low, actual?.Low);
        Assert.Equal(expected.High, actual?.High);
        Assert.Equal(expected.Confidence is null, actual is null);
        ReferenceValues.AssertClose(expected.Confidence ?? 0, actual?.Confidence ?? 0);
    });

    [Theory]
    [InlineData(6, 1, 0.96875)]
    [InlineData(10, 2, 0.978515625)]
    public void Reaches_the_published_confidence(int count, int rank, double confidence)
    {
        double[] values = [.. Enumerable.Range(1, count)];
        var interval = OrderStatisticInterval.Compute(values)!.Value;
        Assert.Equal(rank, interval.Low);
        Assert.Equal(count + 1 - rank, interval.High);
        Assert.Equal(confidence, interval.Confidence, 1e-12);
    }

    [Fact]
    public void Gives_none_below_six_values_even_if_less_confidence_is_asked_for() =>
        Assert.Null(OrderStatisticInterval.Compute([1, 2, 3, 4, 5], 0.5));

    [Fact]
    public void Gives_none_where_even_the_range_is_not_confident_enough() =>
        Assert.Null(OrderStatisticInterval.Compute([1, 2, 3, 4, 5, 6], 0.99));

    [Fact]
    public void Is_blind_to_order_and_leaves_its_input_alone()
    {
        double[] values = [5, 1, 4, 2, 8, 3, 7];
        double[] before = [.. values];
        Assert.Equal(OrderStatisticInterval.Compute([1, 2, 3, 4, 5, 7, 8]), OrderStatisticInterval.Compute(values));
        Assert.Equal(before, values);
    }

    [Fact]
    public void Of_negated_values_is_the_mirror_image()
    {
        double[] values = [0.3, -1.2, 2.5, 0.1, 0.9, 4.4, -0.7, 1.1, 0.2, 3.0];
        double[] negated = [.. values.Select(value => -value)];
        var interval = OrderStatisticInterval.Compute(values)!.Value;
        Assert.Equal(interval with { Low = -interval.High, High = -interval.Low }, OrderStatisticInterval.Compute(negated));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(13)]
    public void Covers_the_median_as_often_as_it_says_over_all_patterns_of_signs(int count)
    {
        // A continuous value lies below its median as often as above it, so that all 2^count patterns of signs are equally likely,
        // and whether the interval holds the median depends on the signs alone.
        var covered = 0;
        var values = new double[count];
        var confidence = 0.0;
        for (var pattern = 0; pattern < 1 << count; pattern++)
        {
            for (var i = 0; i < count; i++)
            {
                values[i] = ((pattern >> i) & 1) == 0 ? -1 - i : 1 + i;
            }

            var interval = OrderStatisticInterval.Compute(values)!.Value;
            confidence = interval.Confidence;
            covered += interval.Contains(0) ? 1 : 0;
        }

        Assert.True(confidence >= 0.95);
        Assert.Equal(confidence, covered / (double)(1 << count), 1e-12);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => OrderStatisticInterval.Compute([]));
        Assert.ThrowsAny<ArgumentException>(() => OrderStatisticInterval.Compute([1, 2, 3, 4, 5, double.NaN]));
        Assert.ThrowsAny<ArgumentException>(() => OrderStatisticInterval.Compute([1, 2, 3, 4, 5, 6], 1));
        Assert.ThrowsAny<ArgumentException>(() => OrderStatisticInterval.Compute([1, 2, 3, 4, 5, 6], double.NaN));
    }

    private sealed record Case(double[] Values, double AtLeast, double? Low, double? High, double? Confidence);
}
