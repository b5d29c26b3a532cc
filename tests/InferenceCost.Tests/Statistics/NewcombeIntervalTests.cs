using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class NewcombeIntervalTests
{
    /// <summary>Table II of Newcombe (1998), method 10, at 95 %: the published differences are first minus second.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void It_gives_the_published_limits(int one, int ofOne, int other, int ofOther, double low, double high)
    {
        var interval = NewcombeInterval.Compute(other, ofOther, one, ofOne, 0.95);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Exchanging_the_sides_mirrors_it()
    {
        var (one, other) = (NewcombeInterval.Compute(90, 100, 170, 200), NewcombeInterval.Compute(170, 200, 90, 100));
        Assert.Equal((one.Low, one.High), (-other.High, -other.Low));
    }
}
