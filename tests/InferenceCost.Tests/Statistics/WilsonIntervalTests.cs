using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class WilsonIntervalTests
{
    [Fact]
    public void Equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("proportion"), expected =>
    {
        var actual = WilsonInterval.Compute(expected.Successes, expected.Trials, expected.Confidence);
        ReferenceValues.AssertClose(expected.Wilson[0], actual.Low);
        ReferenceValues.AssertClose(expected.Wilson[1], actual.High);
    });

    [Fact]
    public void Touches_the_end_where_all_trials_agree()
    {
        Assert.Equal(0, WilsonInterval.Compute(0, 10).Low);
        Assert.Equal(1, WilsonInterval.Compute(10, 10).High);
    }

    [Fact]
    public void Exchanging_success_and_failure_mirrors_it()
    {
        var (successes, failures) = (WilsonInterval.Compute(7, 30), WilsonInterval.Compute(23, 30));
        Assert.Equal(1 - successes.Low, failures.High, 1e-15);
        Assert.Equal(1 - successes.High, failures.Low, 1e-15);
    }

    [Fact]
    public void Twice_the_trials_narrow_it() =>
        Assert.True(WilsonInterval.Compute(14, 60).Width < WilsonInterval.Compute(7, 30).Width);

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => WilsonInterval.Compute(0, 0));
        Assert.ThrowsAny<ArgumentException>(() => WilsonInterval.Compute(-1, 10));
        Assert.ThrowsAny<ArgumentException>(() => WilsonInterval.Compute(11, 10));
        Assert.ThrowsAny<ArgumentException>(() => WilsonInterval.Compute(5, 10, 1));
        Assert.ThrowsAny<ArgumentException>(() => WilsonInterval.Compute(5, 10, double.NaN));
    }

    private sealed record Case(int Successes, int Trials, double Confidence, double[] Wilson);
}
