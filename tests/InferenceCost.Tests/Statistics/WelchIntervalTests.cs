using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class WelchIntervalTests
{
    private static readonly double[] First = [0.911, 0.905, 0.914, 0.909, 0.907];
    private static readonly double[] Second = [0.901, 0.893, 0.912];

    [Fact]
    public void Equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("welch"), expected =>
    {
        var actual = WelchInterval.Compute(expected.First, expected.Second, expected.Confidence)!.Value;
        ReferenceValues.AssertClose(expected.Low, actual.Low);
        ReferenceValues.AssertClose(expected.High, actual.High);
    });

    [Fact]
    public void A_single_value_has_no_spread_to_go_by()
    {
        Assert.Null(WelchInterval.Compute([0.5], [0.4, 0.5]));
        Assert.Null(WelchInterval.Compute([0.4, 0.5], [0.5]));
    }

    [Fact]
    public void Two_samples_without_spread_have_an_interval_without_width() =>
        Assert.Equal(new Interval(0.25, 0.25, 0.95), WelchInterval.Compute([0.75, 0.75], [0.5, 0.5, 0.5]));

    [Fact]
    public void Exchanging_the_samples_mirrors_it()
    {
        var (there, back) = (WelchInterval.Compute(First, Second)!.Value, WelchInterval.Compute(Second, First)!.Value);
        AssertSame(there with { Low = -there.High, High = -there.Low }, back);
    }

    [Fact]
    public void Order_changes_nothing()
    {
        double[] reversed = [.. First.Reverse()];
        AssertSame(WelchInterval.Compute(First, Second)!.Value, WelchInterval.Compute(reversed, Second)!.Value);
    }

    [Fact]
    public void Twice_the_values_narrow_it()
    {
        double[] first = [.. First, .. First];
        double[] second = [.. Second, .. Second];
        Assert.True(WelchInterval.Compute(first, second)!.Value.Width < WelchInterval.Compute(First, Second)!.Value.Width);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => WelchInterval.Compute([], [1, 2]));
        Assert.ThrowsAny<ArgumentException>(() => WelchInterval.Compute([1, 2], []));
        Assert.ThrowsAny<ArgumentException>(() => WelchInterval.Compute([1, double.NaN], [1, 2]));
        Assert.ThrowsAny<ArgumentException>(() => WelchInterval.Compute([1, 2], [1, double.PositiveInfinity]));
        Assert.ThrowsAny<ArgumentException>(() => WelchInterval.Compute([1, 2], [1, 2], 0));
    }

    private static void AssertSame(Interval expected, Interval actual)
    {
        Assert.Equal(expected.Low, actual.Low, 1e-14);
        Assert.Equal(expected.High, actual.High, 1e-14);
    }

    private sealed record Case(double[] First, double[] Second, double Confidence, double Low, double High);
}
