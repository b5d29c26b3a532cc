using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class NonInferiorityTests
{
    [Theory]
    [InlineData(0.001, 0.005, NonInferiorityVerdict.Better)]
    [InlineData(0.001, 0.050, NonInferiorityVerdict.Better)]
    [InlineData(-0.009, 0.009, NonInferiorityVerdict.Equivalent)]
    [InlineData(-0.009, -0.001, NonInferiorityVerdict.Equivalent)]
    [InlineData(0, 0.009, NonInferiorityVerdict.Equivalent)]
    [InlineData(-0.009, 0.010, NonInferiorityVerdict.NonInferior)]
    [InlineData(-0.009, 0.020, NonInferiorityVerdict.NonInferior)]
    [InlineData(-0.030, -0.011, NonInferiorityVerdict.Inferior)]
    [InlineData(-0.030, -0.010, NonInferiorityVerdict.WorseSizeUndecided)]
    [InlineData(-0.010, -0.001, NonInferiorityVerdict.WorseSizeUndecided)]
    [InlineData(-0.020, 0, NonInferiorityVerdict.Inconclusive)]
    [InlineData(-0.020, 0.001, NonInferiorityVerdict.Inconclusive)]
    [InlineData(-0.020, 0.030, NonInferiorityVerdict.Inconclusive)]
    public void Decides_by_where_the_interval_lies(double low, double high, NonInferiorityVerdict verdict) =>
        Assert.Equal(verdict, NonInferiority.Decide(new Interval(low, high, 0.90), 0.01));

    [Theory]
    [InlineData(NonInferiorityVerdict.Better, true, false)]
    [InlineData(NonInferiorityVerdict.Equivalent, true, false)]
    [InlineData(NonInferiorityVerdict.NonInferior, true, false)]
    [InlineData(NonInferiorityVerdict.Inferior, false, false)]
    [InlineData(NonInferiorityVerdict.WorseSizeUndecided, false, true)]
    [InlineData(NonInferiorityVerdict.Inconclusive, false, true)]
    public void Every_verdict_matches_or_not_or_is_open(NonInferiorityVerdict verdict, bool matches, bool inconclusive)
    {
        Assert.Equal(matches, verdict.Matches());
        Assert.Equal(inconclusive, verdict.IsInconclusive());
    }

    [Fact]
    public void Agrees_with_the_one_sided_score_test_at_the_margin()
    {
        foreach (var table
            in new[] { new PairedCounts(900, 30, 32, 38), new PairedCounts(900, 20, 42, 38), new PairedCounts(9000, 300, 320, 380) })
        {
            var verdict = NonInferiority.Decide(TangoInterval.Compute(table), 0.01);
            Assert.Equal(TangoInterval.ScoreStatistic(table, -0.01) > 1.6448536269514722, verdict.Matches());
        }
    }

    [Fact]
    public void A_wider_margin_never_takes_a_match_away()
    {
        for (var low = -20; low <= 5; low++)
        {
            var matched = false;
            for (var margin = 1; margin <= 25; margin++)
            {
                var matches = NonInferiority.Decide(new Interval(low / 1000.0, (low + 12) / 1000.0, 0.90), margin / 1000.0).Matches();
                Assert.True(matches || !matched);
                matched = matches;
            }
        }
    }

    [Theory]
    [InlineData(0.1, -0.1, 0.01)]
    [InlineData(double.NaN, 0.1, 0.01)]
    [InlineData(-0.1, double.NaN, 0.01)]
    [InlineData(-0.1, 0.1, 0)]
    [InlineData(-0.1, 0.1, -0.01)]
    [InlineData(-0.1, 0.1, double.NaN)]
    [InlineData(-0.1, 0.1, double.PositiveInfinity)]
    public void Refuses_bad_input(double low, double high, double margin) =>
        Assert.ThrowsAny<ArgumentException>(() => NonInferiority.Decide(new Interval(low, high, 0.90), margin));
}
