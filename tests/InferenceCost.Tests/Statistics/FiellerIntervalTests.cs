using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class FiellerIntervalTests
{
    private static readonly double[] Above = [0.90, 0.80, 0.45, 0.70, 0.60];
    private static readonly double[] Below = [0.91, 0.85, 0.40, 0.77, 0.66];

    [Fact]
    public void Equals_the_search_for_ratios_that_a_t_test_does_not_reject() => Assert.All(ReferenceValues.Of<Case>("fieller"), expected =>
    {
        var actual = FiellerInterval.OfPairs(expected.Numerators, expected.Denominators, expected.Confidence);
        Assert.Equal(expected.Low is null, actual is null);
        ReferenceValues.AssertClose(expected.Low ?? 0, actual?.Low ?? 0);
        ReferenceValues.AssertClose(expected.High ?? 0, actual?.High ?? 0);
    });

    [Fact]
    public void Denominators_that_may_be_zero_on_average_have_no_interval()
    {
        double[] aroundZero = [-1, 1, 0.5, -0.4, 0.1];
        Assert.True(PairedMeanInterval.Compute(new double[5], aroundZero)!.Value.Contains(0));
        Assert.Null(FiellerInterval.OfPairs(Above, aroundZero));
    }

    [Fact]
    public void One_pair_has_no_interval() => Assert.Null(FiellerInterval.OfPairs([0.5], [0.6]));

    [Fact]
    public void Pairs_in_one_proportion_have_an_interval_without_width() =>
        Assert.Equal(new Interval(0.5, 0.5, 0.90), FiellerInterval.OfPairs([0.5, 0.25, 0.75, 0.5], [1, 0.5, 1.5, 1]));

    [Fact]
    public void Exchanging_the_parts_gives_the_reciprocal_interval()
    {
        var there = FiellerInterval.OfPairs(Above, Below)!.Value;
        var back = FiellerInterval.OfPairs(Below, Above)!.Value;
        Assert.Equal(-Math.Log(there.High), Math.Log(back.Low), 1e-14);
        Assert.Equal(-Math.Log(there.Low), Math.Log(back.High), 1e-14);
    }

    [Fact]
    public void Order_changes_nothing()
    {
        double[] above = [.. Above.Reverse()];
        double[] below = [.. Below.Reverse()];
        var (there, back) = (FiellerInterval.OfPairs(Above, Below)!.Value, FiellerInterval.OfPairs(above, below)!.Value);
        Assert.Equal(there.Low, back.Low, 1e-14);
        Assert.Equal(there.High, back.High, 1e-14);
    }

    [Fact]
    public void Twice_the_pairs_narrow_it()
    {
        double[] above = [.. Above, .. Above];
        double[] below = [.. Below, .. Below];
        Assert.True(FiellerInterval.OfPairs(above, below)!.Value.Width < FiellerInterval.OfPairs(Above, Below)!.Value.Width);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => FiellerInterval.OfPairs([], []));
        Assert.ThrowsAny<ArgumentException>(() => FiellerInterval.OfPairs([1, 2], [1]));
        Assert.ThrowsAny<ArgumentException>(() => FiellerInterval.OfPairs([1, double.NaN], [1, 2]));
        Assert.ThrowsAny<ArgumentException>(() => FiellerInterval.OfPairs([1, 2], [1, 2], 1));
    }

    private sealed record Case(double[] Numerators, double[] Denominators, double Confidence, double? Low, double? High);
}
