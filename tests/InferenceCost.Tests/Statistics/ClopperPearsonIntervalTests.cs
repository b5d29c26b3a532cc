using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class ClopperPearsonIntervalTests
{
    [Fact]
    public void Equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("proportion"), expected =>
    {
        var actual = ClopperPearsonInterval.Compute(expected.Successes, expected.Trials, expected.Confidence);
        ReferenceValues.AssertClose(expected.ClopperPearson[0], actual.Low);
        ReferenceValues.AssertClose(expected.ClopperPearson[1], actual.High);
    });

    [Fact]
    public void Touches_the_end_where_all_trials_agree()
    {
        Assert.Equal(0, ClopperPearsonInterval.Compute(0, 10).Low);
        Assert.Equal(1, ClopperPearsonInterval.Compute(10, 10).High);
    }

    [Fact]
    public void Exchanging_success_and_failure_mirrors_it()
    {
        var (successes, failures) = (ClopperPearsonInterval.Compute(7, 30), ClopperPearsonInterval.Compute(23, 30));
        Assert.Equal(1 - successes.Low, failures.High, 1e-15);
        Assert.Equal(1 - successes.High, failures.Low, 1e-15);
    }

    [Fact]
    public void Twice_the_trials_narrow_it() =>
        Assert.True(ClopperPearsonInterval.Compute(14, 60).Width < ClopperPearsonInterval.Compute(7, 30).Width);

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => ClopperPearsonInterval.Compute(0, 0));
        Assert.ThrowsAny<ArgumentException>(() => ClopperPearsonInterval.Compute(-1, 10));
        Assert.ThrowsAny<ArgumentException>(() => ClopperPearsonInterval.Compute(11, 10));
        Assert.ThrowsAny<ArgumentException>(() => ClopperPearsonInterval.Compute(5, 10, 1));
        Assert.ThrowsAny<ArgumentException>(() => ClopperPearsonInterval.Compute(5, 10, double.NaN));
    }

    private sealed record Case(int Successes, int Trials, double Confidence, double[] ClopperPearson);
}
