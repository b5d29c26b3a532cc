using InferenceCost.Claims;
using InferenceCost.Data;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Claims;

public sealed class RecordedComparisonTests
{
    [Fact]
    public void Accuracies_are_compared_by_Tangos_interval()
    {
        var compared = RecordedComparison.Of(Answers("t", (96, true), (4, false)), Answers("s", (90, true), (6, false), (3, true), (1, false)), JudgedMetric.Accuracy, new JudgedMargin(0.2, false));
        var counts = new PairedCounts(90, 3, 6, 1);
        Assert.Equal(counts, compared.Counts);
        Assert.Equal((0.96, 0.93, -0.03), (compared.TeacherScore, compared.StudentScore, Math.Round(compared.Estimate, 12)));
        Assert.Equal(TangoInterval.Of(counts), compared.Interval);
        Assert.Equal(McNemar.MidP(counts), compared.McNemarMidP);
        Assert.Equal(("equivalent", 0.2), (compared.Verdict, compared.Margin));
    }

    [Fact]
    public void A_relative_margin_is_a_share_of_the_teachers_score()
    {
        var compared = RecordedComparison.Of(Answers("t", (96, true), (4, false)), Answers("s", (90, true), (6, false), (3, true), (1, false)), JudgedMetric.Accuracy, new JudgedMargin(0.01, true));
        Assert.Equal(0.0096, compared.Margin!.Value, 12);
        Assert.Equal("inconclusive", compared.Verdict);
        Assert.NotNull(compared.Needed!.ForNoDifference);
    }

    [Fact]
    public void Without_a_margin_there_is_no_verdict()
    {
        var compared = RecordedComparison.Of(Answers("t", (10, true)), Answers("s", (9, true), (1, false)), JudgedMetric.Accuracy, null);
        Assert.Null(compared.Verdict);
        Assert.Null(compared.Margin);
    }

    [Fact]
    public void Scores_are_compared_by_their_mean()
    {
        // Differences 1, 0, 2: mean 1, standard deviation 1, t(2) at 95 % one-sided 2.9199856.
        var compared = RecordedComparison.Of(Scores("t", 1, 2, 3), Scores("s", 2, 2, 5), JudgedMetric.Score, new JudgedMargin(0.7, false));
        Assert.Equal((2, 3, 1), (compared.TeacherScore, compared.StudentScore, compared.Estimate));
        Assert.Equal(1 - 2.9199855803537256 / Math.Sqrt(3), compared.Interval!.Value.Low, 9);
        Assert.Equal("non-inferior", compared.Verdict);
    }

    [Fact]
    public void Perplexities_are_compared_by_their_ratio_and_lower_is_better()
    {
        var (teacher, better, worse) = (Scores("t", 1, 2, 3), Scores("b", 0.9, 1.901, 2.899), Scores("w", 1.1, 2.101, 3.099));
        var compared = RecordedComparison.Of(teacher, worse, JudgedMetric.Perplexity, new JudgedMargin(0.05, true));
        Assert.Equal(Math.Exp(2), compared.TeacherScore, 12);
        Assert.Equal(Math.Exp(0.1), compared.Estimate, 12);
        Assert.True(compared.Interval!.Value.Contains(Math.Exp(0.1)));
        Assert.Equal(("inferior", 1.05), (compared.Verdict, compared.Margin));
        Assert.Equal("equivalent", RecordedComparison.Of(teacher, worse, JudgedMetric.Perplexity, new JudgedMargin(0.2, true)).Verdict);
        Assert.Equal("better", RecordedComparison.Of(teacher, better, JudgedMetric.Perplexity, new JudgedMargin(0.05, true)).Verdict);
    }

    [Fact]
    public void Macro_F1_of_the_same_answers_does_not_differ()
    {
        var compared = RecordedComparison.Of(Answers("t", (20, true), (5, false)), Answers("s", (20, true), (5, false)), JudgedMetric.MacroF1, new JudgedMargin(0.01, false));
        Assert.Equal((0, 0, 0), (compared.Estimate, compared.Interval!.Value.Low, compared.Interval.Value.High));
        Assert.Equal("equivalent", compared.Verdict);
    }

    [Fact]
    public void One_score_has_no_interval_and_no_verdict()
    {
        var compared = RecordedComparison.Of(Scores("t", 1), Scores("s", 2), JudgedMetric.Score, new JudgedMargin(1, false));
        Assert.Null(compared.Interval);
        Assert.Null(compared.Verdict);
    }

    [Theory]
    [InlineData(0, false, JudgedMetric.Accuracy)]
    [InlineData(-0.1, false, JudgedMetric.Score)]
    [InlineData(1, false, JudgedMetric.Accuracy)]
    [InlineData(1.5, true, JudgedMetric.Score)]
    [InlineData(double.NaN, false, JudgedMetric.Score)]
    [InlineData(double.PositiveInfinity, false, JudgedMetric.Score)]
    [InlineData(0.1, false, JudgedMetric.Perplexity)]
    public void A_margin_that_says_nothing_is_refused(double value, bool relative, JudgedMetric metric)
    {
        var margin = new JudgedMargin(value, relative);
        Assert.Throws<InputException>(() => margin.Check(metric));
        Assert.Throws<InputException>(() => RecordedComparison.Of(Both("t"), Both("s"), metric, margin));
    }

    [Fact]
    public void A_share_of_a_score_that_is_not_above_zero_is_no_margin() => Assert.Throws<InputException>(
        () => RecordedComparison.Of(Scores("t", -1, -2), Scores("s", -1, -3), JudgedMetric.Score, new JudgedMargin(0.01, true)));

    [Theory]
    [InlineData(JudgedMetric.Score)]
    [InlineData(JudgedMetric.Perplexity)]
    [InlineData(JudgedMetric.Accuracy)]
    [InlineData(JudgedMetric.MacroF1)]
    public void What_a_metric_needs_must_be_there(JudgedMetric metric)
    {
        var other = metric is JudgedMetric.Score or JudgedMetric.Perplexity ? Answers("s", (2, true)) : Scores("s", 1);
        Assert.Throws<InputException>(() => RecordedComparison.Of(Both("t"), other, metric, null));
        var unlabelled = new Predictions("s", ["0", "1"], null, [0, 1]);
        Assert.Throws<InputException>(() => RecordedComparison.Of(unlabelled, unlabelled, metric, null));
    }

    private static Predictions Both(string source) => new(source, ["0", "1"], [0, 0], [0, 0], scores: [1, 2]);

    private static Predictions Scores(string source, params double[] scores) =>
        new(source, [.. scores.Select((_, i) => i.ToString(null, null))], null, [], scores: scores);

    /// <summary>One model's answers to so many items right and so many wrong, in this order.</summary>
    private static Predictions Answers(string source, params (int Count, bool Right)[] runs)
    {
        int[] predicted = [.. runs.SelectMany(run => Enumerable.Repeat(run.Right ? 0 : 1, run.Count))];
        return new Predictions(source, [.. Enumerable.Range(0, predicted.Length).Select(i => i.ToString(null, null))], new int[predicted.Length], predicted);
    }
}
