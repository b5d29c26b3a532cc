using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class PairedRatioIntervalTests
{
    private static readonly PairedCounts Example = new(850, 21, 33, 96);

    [Fact]
    public void Interval_equals_the_numeric_constrained_likelihood() => Assert.All(ReferenceValues.Of<Case>("paired-ratio"), expected =>
    {
        var actual = PairedRatioInterval.Compute(expected.Table, expected.Confidence);
        Assert.Equal(expected.None, actual is null);
        if (actual is { } interval)
        {
            ReferenceValues.AssertClose(expected.Low, interval.Low);
            Assert.Equal(expected.High is null, double.IsPositiveInfinity(interval.High));
            ReferenceValues.AssertClose(expected.High ?? 0, expected.High is null ? 0 : interval.High);
        }
    });

    [Fact]
    public void Score_equals_the_numeric_constrained_likelihood() => Assert.All(
        ReferenceValues.Of<Case>("paired-ratio").SelectMany(expected => (expected.Scores ?? []).Select(score => (expected.Table, score))),
        expected => ReferenceValues.AssertClose(
            expected.score.Z, PairedRatioInterval.ScoreStatistic(expected.Table, expected.score.Ratio)));

    [Fact]
    public void Score_at_one_is_the_z_of_McNemar() =>
        Assert.Equal((21 - 33) / Math.Sqrt(21 + 33), PairedRatioInterval.ScoreStatistic(Example, 1), 1e-12);

    [Fact]
    public void Exchanging_the_models_gives_the_reciprocal_interval() => Assert.All(ReferenceValues.Of<Case>("paired-ratio"), expected =>
    {
        var there = PairedRatioInterval.Compute(expected.Table, expected.Confidence);
        var back = PairedRatioInterval.Compute(expected.Table.Swap(), expected.Confidence);
        Assert.Equal(there is null, back is null);
        if (there is { } one && back is { } other)
        {
            Assert.Equal((1 / other.High, 1 / one.High), (one.Low, other.Low));
        }
    });

    [Fact]
    public void Items_on_which_both_are_wrong_change_nothing() =>
        Assert.Equal(PairedRatioInterval.Compute(Example), PairedRatioInterval.Compute(Example with { BothWrong = 50_000 }));

    [Fact]
    public void A_model_that_is_never_right_leaves_one_end_open()
    {
        Assert.Equal(double.PositiveInfinity, PairedRatioInterval.Compute(new PairedCounts(0, 7, 0, 3))!.Value.High);
        Assert.Equal(0, PairedRatioInterval.Compute(new PairedCounts(0, 0, 7, 3))!.Value.Low);
        Assert.Null(PairedRatioInterval.Compute(new PairedCounts(0, 0, 0, 3)));
    }

    [Fact]
    public void Twice_the_items_narrow_the_interval()
    {
        foreach (var (a, b, c, d) in new[] { (1, 0, 0, 0), (3, 1, 2, 0), (0, 5, 3, 0), (850, 21, 33, 96) })
        {
            var once = PairedRatioInterval.Compute(new PairedCounts(a, b, c, d))!.Value;
            var twice = PairedRatioInterval.Compute(new PairedCounts(2 * a, 2 * b, 2 * c, 2 * d))!.Value;
            Assert.True(once.Low < twice.Low && twice.High < once.High);
        }
    }

    [Fact]
    public void The_interval_ends_exactly_where_the_score_rejects()
    {
        const double critical = 1.6448536269514722;
        for (var both = 0; both <= 9; both++)
        {
            for (var student = 0; both + student <= 9; student++)
            {
                var table = new PairedCounts(both, student, 9 - both - student, 1);
                var interval = PairedRatioInterval.Compute(table)!.Value;
                for (var logRatio = -3.0; logRatio <= 3; logRatio += 0.1)
                {
                    var ratio = Math.Exp(logRatio);
                    Assert.Equal(Math.Abs(PairedRatioInterval.ScoreStatistic(table, ratio)) < critical, interval.Contains(ratio));
                }
            }
        }
    }

    [Fact]
    public void The_score_falls_as_the_hypothesis_rises()
    {
        foreach (var table in new[] { Example, new(4, 0, 0, 0), new(2, 0, 3, 1), new(0, 3, 0, 0), new(0, 0, 3, 0), new(0, 2, 2, 9) })
        {
            double[] scores = [.. Enumerable.Range(-500, 1_001).Select(step =>
                PairedRatioInterval.ScoreStatistic(table, Math.Exp(step / 100.0)))];
            Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.True(pair.First > pair.Second));
        }
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => PairedRatioInterval.Compute(default));
        Assert.ThrowsAny<ArgumentException>(() => PairedRatioInterval.Compute(new PairedCounts(5, -1, 2, 3)));
        Assert.ThrowsAny<ArgumentException>(() => PairedRatioInterval.Compute(Example, 0));
        Assert.ThrowsAny<ArgumentException>(() => PairedRatioInterval.Compute(Example, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => PairedRatioInterval.ScoreStatistic(default, 1));
        Assert.ThrowsAny<ArgumentException>(() => PairedRatioInterval.ScoreStatistic(Example, 0));
        Assert.ThrowsAny<ArgumentException>(() => PairedRatioInterval.ScoreStatistic(Example, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => PairedRatioInterval.ScoreStatistic(Example, double.PositiveInfinity));
    }

    private sealed record Case(int[] Counts, double Confidence, bool None, double Low, double? High, ScoreCase[]? Scores)
    {
        public PairedCounts Table => new(Counts[0], Counts[1], Counts[2], Counts[3]);
    }

    private sealed record ScoreCase(double Ratio, double Z);
}
