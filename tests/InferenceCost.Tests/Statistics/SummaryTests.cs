using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class SummaryTests
{
    [Fact]
    public void Equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("summary"), expected =>
    {
        var actual = Summary.Compute(expected.Values);
        Assert.Equal(expected.Values.Length, actual.Count);
        Assert.Equal(expected.Min, actual.Min);
        ReferenceValues.AssertClose(expected.P25, actual.P25);
        ReferenceValues.AssertClose(expected.Median, actual.Median);
        ReferenceValues.AssertClose(expected.Mean, actual.Mean);
        ReferenceValues.AssertClose(expected.P75, Quantile.Compute(expected.Values, 0.75));
        ReferenceValues.AssertClose(expected.P99, Quantile.Compute(expected.Values, 0.99));
    });

    [Fact]
    public void The_outermost_quantiles_are_the_extremes()
    {
        Assert.Equal(1, Quantile.Compute([3, 1, 2], 0));
        Assert.Equal(3, Quantile.Compute([3, 1, 2], 1));
    }

    [Fact]
    public void Leaves_its_input_alone()
    {
        double[] values = [3, 1, 2];
        Summary.Compute(values);
        Assert.Equal([3, 1, 2], values);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => Summary.Compute([]));
        Assert.ThrowsAny<ArgumentException>(() => Summary.Compute([1, double.NaN]));
        Assert.ThrowsAny<ArgumentException>(() => Quantile.Compute([1, 2], 1.01));
        Assert.ThrowsAny<ArgumentException>(() => Quantile.Compute([1, 2], double.NaN));
    }

    private sealed record Case(double[] Values, double Min, double P25, double Median, double Mean, double P75, double P99);
}
