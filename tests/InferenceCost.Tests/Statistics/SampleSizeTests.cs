using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class SampleSizeTests
{
    [Fact]
    public void Items_equal_the_numeric_constrained_likelihood() => Assert.All(ReferenceValues.Of<Case>("sample-size"), expected =>
        Assert.Equal(
            (long)Math.Ceiling(expected.Items),
            SampleSize.ForNonInferiority(expected.Discordance, expected.Difference, expected.Margin, expected.Power)));

    [Fact]
    public void Provable_margins_equal_the_numeric_constrained_likelihood() => Assert.All(
        ReferenceValues.Of<Provable>("provable-margin"),
        expected => ReferenceValues.AssertClose(
            expected.Margin, SampleSize.SmallestProvableMargin(expected.Items, expected.Discordance)!.Value));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(-0.02)]
    public void No_number_of_items_shows_a_loss_of_the_margin_or_more_to_be_less(double difference) =>
        Assert.Null(SampleSize.ForNonInferiority(0.1, difference, 0.01));

    [Fact]
    public void After_observing_a_small_loss_both_numbers_are_given()
    {
        var needed = SampleSize.AfterObserving(new PairedCounts(850, 45, 50, 55), 0.01);
        Assert.Equal(SampleSize.ForNonInferiority(0.095, 0, 0.01), needed.ForNoDifference);
        Assert.Equal(SampleSize.ForNonInferiority(0.095, -0.005, 0.01), needed.ForObserved);
        Assert.Null(needed.Reason);
        Assert.True(needed.ForObserved > needed.ForNoDifference);
    }

    [Theory]
    [InlineData(45, 55)]
    [InlineData(40, 60)]
    public void After_observing_a_loss_at_or_beyond_the_margin_it_says_why_there_is_no_number(int onlyStudent, int onlyTeacher)
    {
        var needed = SampleSize.AfterObserving(new PairedCounts(850, onlyStudent, onlyTeacher, 50), 0.01);
        Assert.NotNull(needed.ForNoDifference);
        Assert.Null(needed.ForObserved);
        Assert.Contains("no number of items is expected to show it", needed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_smallest_provable_margin_takes_just_the_items_there_are()
    {
        var margin = SampleSize.SmallestProvableMargin(10_000, 0.06)!.Value;
        Assert.InRange(SampleSize.ForNonInferiority(0.06, 0, margin)!.Value, 9_999, 10_001);
        Assert.True(SampleSize.ForNonInferiority(0.06, 0, margin * 0.99) > 10_000);
    }

    [Fact]
    public void More_power_a_narrower_margin_and_more_discordance_take_more_items()
    {
        var plan = SampleSize.ForNonInferiority(0.06, 0, 0.01);
        Assert.True(SampleSize.ForNonInferiority(0.06, 0, 0.01, power: 0.9) > plan);
        Assert.True(SampleSize.ForNonInferiority(0.06, 0, 0.009) > plan);
        Assert.True(SampleSize.ForNonInferiority(0.07, 0, 0.01) > plan);
        Assert.True(SampleSize.ForNonInferiority(0.06, 0, 0.01, error: 0.01) > plan);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.ForNonInferiority(-0.1, 0, 0.01));
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.ForNonInferiority(1.1, 0, 0.01));
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.ForNonInferiority(0.1, 0.2, 0.01));
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.ForNonInferiority(0.1, double.NaN, 0.01));
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.ForNonInferiority(0.1, 0, 0));
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.ForNonInferiority(0.1, 0, 0.01, power: 1));
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.AfterObserving(default, 0.01));
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.SmallestProvableMargin(0, 0.1));
        Assert.ThrowsAny<ArgumentException>(() => SampleSize.SmallestProvableMargin(10, double.NaN));
    }

    private sealed record Case(double Discordance, double Difference, double Margin, double Power, double Items);

    private sealed record Provable(int Items, double Discordance, double Margin);
}
