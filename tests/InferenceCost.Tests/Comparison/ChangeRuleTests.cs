using InferenceCost.Comparison;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Comparison;

public sealed class ChangeRuleTests
{
    [Theory]
    [InlineData(1.06, 1.20, ChangeVerdict.Slower)]
    [InlineData(0.80, 0.94, ChangeVerdict.Faster)]
    [InlineData(0.96, 1.04, ChangeVerdict.Same)]
    [InlineData(1.01, 1.04, ChangeVerdict.Same)]
    [InlineData(0.98, 1.20, ChangeVerdict.Inconclusive)]
    [InlineData(1.04, 1.20, ChangeVerdict.Inconclusive)]
    [InlineData(0.80, 1.01, ChangeVerdict.Inconclusive)]
    [InlineData(0.80, 1.20, ChangeVerdict.Inconclusive)]
    public void An_interval_wholly_on_one_side_of_a_margin_decides(double low, double high, ChangeVerdict verdict) =>
        Assert.Equal(verdict, ChangeRule.Decide(Change(low, high), 1.05));

    [Fact]
    public void An_end_on_the_margin_is_not_beyond_it()
    {
        Assert.Equal(ChangeVerdict.Inconclusive, ChangeRule.Decide(Change(1.05, 1.2), 1.05));
        Assert.Equal(ChangeVerdict.Same, ChangeRule.Decide(Change(1, 1.05), 1.05));
        Assert.Equal(ChangeVerdict.Same, ChangeRule.Decide(Change(1, 1), 1));
        Assert.Equal(ChangeVerdict.Slower, ChangeRule.Decide(Change(1.0001, 1.0001), 1));
    }

    [Fact]
    public void Without_an_interval_nothing_is_decided_and_nothing_could_be_shown()
    {
        var change = new RatioEstimate(2, null, null, null, 5);
        Assert.Equal(ChangeVerdict.Inconclusive, ChangeRule.Decide(change, 1.05));
        Assert.Null(ChangeRule.SmallestChangeShown(change, 1.05));
    }

    [Fact]
    public void The_smallest_change_shown_is_the_margin_and_the_upper_half_of_the_interval()
    {
        Assert.Equal(0.155, ChangeRule.SmallestChangeShown(new RatioEstimate(1.2, 1.1, 1.32, 0.97, 10), 1.05)!.Value, 12);
        Assert.Equal(0.05, ChangeRule.SmallestChangeShown(new RatioEstimate(3, 3, 3, 0.97, 10), 1.05)!.Value, 12);
    }

    [Fact]
    public void Exchanging_the_sides_mirrors_the_verdict()
    {
        var random = new Random(5);
        for (var i = 0; i < 10_000; i++)
        {
            var (first, second) = (Math.Exp((random.NextDouble() - 0.5) / 2), Math.Exp((random.NextDouble() - 0.5) / 2));
            var change = Change(Math.Min(first, second), Math.Max(first, second));
            var (oldCost, newCost) = (1000 * random.NextDouble(), 1000 * random.NextDouble());
            var factor = ChangeMargin.Of(Metric.Latency).Factor(oldCost, newCost);
            Assert.Equal(factor, ChangeMargin.Of(Metric.Latency).Factor(newCost, oldCost));
            Assert.Equal(
                Mirrored(ChangeRule.Decide(change, factor)),
                ChangeRule.Decide(Change(1 / change.High!.Value, 1 / change.Low!.Value), factor));
        }
    }

    [Fact]
    public void A_wider_interval_never_decides_what_a_narrower_one_does_not()
    {
        var random = new Random(6);
        for (var i = 0; i < 10_000; i++)
        {
            var estimate = Math.Exp((random.NextDouble() - 0.5) / 2);
            var narrow = 1 + random.NextDouble() / 5;
            var wide = narrow + random.NextDouble() / 5;
            var (decided, undecided) = (ChangeRule.Decide(Change(estimate / narrow, estimate * narrow), 1.05), ChangeRule.Decide(
                Change(estimate / wide, estimate * wide), 1.05));
            Assert.True(undecided == decided || undecided == ChangeVerdict.Inconclusive, $"{decided} became {undecided}");
        }
    }

    [Theory]
    [InlineData("latency", 1e6, 1.05)]
    [InlineData("latency", 500, 1.05)]
    [InlineData("latency", 250, 1.10)]
    [InlineData("latency", 25, 2)]
    [InlineData("throughput", 25, 1.05)]
    [InlineData("load", 25, 1.05)]
    [InlineData("peakMemory", 1e8, 1.03)]
    [InlineData("steadyMemory", 1e8, 1.03)]
    [InlineData("steadyMemory", 5e6, 1.2)]
    [InlineData("size", 1e8, 1)]
    [InlineData("a metric of a later version", 1e8, 1.05)]
    public void Each_metric_has_its_margin_and_short_calls_an_amount(string metric, double cost, double factor) =>
        Assert.Equal(factor, ChangeMargin.Of(Metric.Find(metric)).Factor(cost, cost * 1.5), 12);

    [Theory]
    [InlineData(0.9, 1.1, 0.99)]
    [InlineData(0.9, 1.1, double.NaN)]
    [InlineData(1.1, 0.9, 1.05)]
    [InlineData(0, 0.9, 1.05)]
    [InlineData(double.NaN, 0.9, 1.05)]
    [InlineData(1, double.PositiveInfinity, 1.05)]
    public void What_is_no_interval_or_no_factor_is_refused(double low, double high, double factor) =>
        Assert.ThrowsAny<ArgumentException>(() => ChangeRule.Decide(Change(low, high), factor));

    private static RatioEstimate Change(double low, double high) => new(Math.Sqrt(low * high), low, high, 0.97, 10);

    private static ChangeVerdict Mirrored(ChangeVerdict verdict) => verdict switch
    {
        ChangeVerdict.Slower => ChangeVerdict.Faster,
        ChangeVerdict.Faster => ChangeVerdict.Slower,
        _ => verdict,
    };
}
