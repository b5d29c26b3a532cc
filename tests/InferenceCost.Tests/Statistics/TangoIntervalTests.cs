using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class TangoIntervalTests
{
    private static readonly PairedCounts Example = new(850, 21, 33, 96);

    [Fact]
    public void Interval_equals_the_numeric_constrained_likelihood() => Assert.All(ReferenceValues.Of<Case>("tango"), expected =>
    {
        var actual = TangoInterval.Compute(expected.Table, expected.Confidence);
        ReferenceValues.AssertClose(expected.Low, actual.Low);
        ReferenceValues.AssertClose(expected.High, actual.High);
    });

    [Fact]
    public void Score_equals_the_numeric_constrained_likelihood() => Assert.All(ReferenceValues.Of<Case>("tango"), expected =>
    {
        ReferenceValues.AssertClose(expected.ScoreAtMinus2Points, TangoInterval.ScoreStatistic(expected.Table, -0.02));
        ReferenceValues.AssertClose(expected.ScoreAt0, TangoInterval.ScoreStatistic(expected.Table, 0));
        ReferenceValues.AssertClose(expected.ScoreAtPlus5Points, TangoInterval.ScoreStatistic(expected.Table, 0.05));
    });

    [Fact]
    public void Score_at_zero_is_the_z_of_McNemar() =>
        Assert.Equal((21 - 33) / Math.Sqrt(21 + 33), TangoInterval.ScoreStatistic(Example, 0), 1e-12);

    [Fact]
    public void A_single_item_on_which_both_agree_leaves_a_wide_symmetric_interval()
    {
        var interval = TangoInterval.Compute(new PairedCounts(1, 0, 0, 0));
        Assert.Equal(-interval.High, interval.Low);
        Assert.InRange(interval.High, 0.7, 0.75);
    }

    [Fact]
    public void Impossible_differences_have_an_infinite_score()
    {
        Assert.Equal(double.PositiveInfinity, TangoInterval.ScoreStatistic(Example, -1));
        Assert.Equal(double.NegativeInfinity, TangoInterval.ScoreStatistic(Example, 1));
    }

    [Fact]
    public void Exchanging_the_models_mirrors_the_interval() => Assert.All(ReferenceValues.Of<Case>("tango"), expected =>
    {
        var there = TangoInterval.Compute(expected.Table, expected.Confidence);
        var back = TangoInterval.Compute(expected.Table.Swap(), expected.Confidence);
        Assert.Equal((-there.High, -there.Low), (back.Low, back.High));
    });

    [Fact]
    public void Exchanging_right_and_wrong_changes_nothing() =>
        Assert.Equal(
            TangoInterval.Compute(Example),
            TangoInterval.Compute(Example with { BothRight = Example.BothWrong, BothWrong = Example.BothRight }));

    [Fact]
    public void Twice_the_items_narrow_the_interval()
    {
        foreach (var (a, b, c, d) in new[] { (1, 0, 0, 0), (3, 1, 2, 0), (0, 5, 0, 0), (850, 21, 33, 96) })
        {
            var once = TangoInterval.Compute(new PairedCounts(a, b, c, d));
            var twice = TangoInterval.Compute(new PairedCounts(2 * a, 2 * b, 2 * c, 2 * d));
            Assert.True(twice.Width < once.Width);
        }
    }

    [Fact]
    public void More_confidence_widens_the_interval()
    {
        var (wide, narrow) = (TangoInterval.Compute(Example, 0.95), TangoInterval.Compute(Example, 0.90));
        Assert.True(wide.Low < narrow.Low && narrow.High < wide.High);
    }

    [Fact]
    public void The_score_falls_as_the_hypothesis_rises()
    {
        foreach (var table in new[] { Example, new PairedCounts(4, 0, 0, 0), new PairedCounts(2, 0, 3, 1), new PairedCounts(0, 3, 0, 0) })
        {
            double[] scores = [.. Enumerable.Range(-99, 199).Select(percent => TangoInterval.ScoreStatistic(table, percent / 100.0))];
            Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.True(pair.First > pair.Second));
        }
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => TangoInterval.Compute(default));
        Assert.ThrowsAny<ArgumentException>(() => TangoInterval.Compute(new PairedCounts(5, -1, 2, 3)));
        Assert.ThrowsAny<ArgumentException>(() => TangoInterval.Compute(Example, 0));
        Assert.ThrowsAny<ArgumentException>(() => TangoInterval.Compute(Example, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => TangoInterval.ScoreStatistic(Example, 1.5));
        Assert.ThrowsAny<ArgumentException>(() => TangoInterval.ScoreStatistic(Example, double.NaN));
    }

    private sealed record Case(
        int[] Counts, double Confidence, double Low, double High, double ScoreAtMinus2Points, double ScoreAt0, double ScoreAtPlus5Points)
    {
        public PairedCounts Table => new(Counts[0], Counts[1], Counts[2], Counts[3]);
    }
}
