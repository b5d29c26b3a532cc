using InferenceCost.Findings.Claims;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Findings.Claims;

public sealed class QualityEvidenceTests
{
    [Fact]
    public void The_paired_table_its_interval_and_its_scores_come_from_the_predictions()
    {
        var quality = RunFixtures.Holding().Claim().Quality!;
        var interval = TangoInterval.Compute(new PairedCounts(9_180, 180, 220, 420), 0.90);
        Assert.Equal((9_180, 220, 180, 10_000), (quality.BothRight, quality.OnlyTeacherRight, quality.OnlyStudentRight, quality.Items));
        Assert.Equal((0.94, 0.936, -0.004), (quality.TeacherScore, quality.StudentScore, quality.Delta));
        Assert.Equal((interval.Low, interval.High, 0.90), (quality.Low!.Value, quality.High!.Value, quality.Confidence));
        Assert.Equal(0.96, quality.Fidelity!.Agreement);
    }

    [Fact]
    public void A_relative_margin_bounds_the_ratio_of_the_accuracies()
    {
        var claim = RunFixtures.Holding()
            .WithTask(task => task with { Margin = task.Margin! with { Kind = MarginKind.Relative, Value = 0.01 } }).Claim();
        var ratio = PairedRatioInterval.Compute(new PairedCounts(9_180, 180, 220, 420), 0.90)!.Value;
        Assert.Equal(
            (QualityScale.Ratio, 0.01, NonInferiorityVerdict.Equivalent),
            (claim.Quality!.Scale, claim.Quality.Margin!.Value, claim.Quality.Verdict));
        Assert.Equal(0.936 / 0.94, claim.Quality.Ratio!.Estimate, 12);
        Assert.Equal((ratio.Low, ratio.High), (claim.Quality.Ratio.Low!.Value, claim.Quality.Ratio.High!.Value), (one, other) =>
            Math.Abs(one.Item1 - other.Item1) < 1e-12 && Math.Abs(one.Item2 - other.Item2) < 1e-12);
        Assert.Contains(
            "keeps at least 99 % of the accuracy of teacher on Fashion-MNIST (99.57 % of it, 90 % interval 99.2",
            claim.Sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_margin_can_decide_where_the_same_absolute_one_would_not()
    {
        // Low end -0.0099: within one point, not within one percent of 94 %.
        var run = RunFixtures.Holding().WithOutcomes("plain-95k", 9_164, 236, 172, 428);
        Assert.Equal(NonInferiorityVerdict.Equivalent, run.Claim().Quality!.Verdict);
        Assert.Equal(
            NonInferiorityVerdict.WorseSizeUndecided,
            run.WithTask(task => task with { Margin = task.Margin! with { Kind = MarginKind.Relative } }).Claim().Quality!.Verdict);
    }

    [Theory]
    [InlineData("2026-07-28T09:00:00Z", true)]
    [InlineData("2026-08-01T10:15:00Z", true)]
    [InlineData("2026-08-01T10:15:01Z", false)]
    [InlineData("some day", false)]
    [InlineData(null, false)]
    public void Only_a_margin_declared_before_the_run_was_declared_beforehand(string? declared, bool beforehand) =>
        Assert.Equal(
            beforehand,
            RunFixtures.Holding().WithTask(task => task with { Margin = task.Margin! with { DeclaredUtc = declared } }).Claim()
                .Quality!.MarginDeclaredBeforehand);

    [Fact]
    public void A_teacher_that_gets_nothing_right_leaves_a_relative_margin_without_meaning()
    {
        var claim = RunFixtures.Holding().WithOutcomes("plain-95k", 0, 0, 10, 90)
            .WithTask(task => task with { Margin = task.Margin! with { Kind = MarginKind.Relative } }).Claim();
        Assert.Equal(ClaimVerdict.NotShown, claim.Verdict);
        Assert.Null(claim.Quality!.Ratio);
    }

    [Fact]
    public void Predictions_of_other_items_cost_the_quality_of_this_claim_only()
    {
        var run = RunFixtures.Holding().Run;
        var claim = Assert.Single(ClaimBuilder.Build(run, record => new Predictions(record.Model, [record.Model], [0], [0])));
        Assert.Equal(ClaimVerdict.QualityNotMeasured, claim.Verdict);
        Assert.Contains("item teacher of teacher is missing", claim.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_teachers_predictions_are_read_once_for_all_students()
    {
        var fixture = RunFixtures.Holding().WithStudent("small", 20_000).Run;
        var read = new List<string>();
        ClaimBuilder.Judge(fixture, record =>
        {
            read.Add(record.Model);
            return new Predictions(record.Model, ["a"], [0], [0]);
        });
        Assert.Equal(["plain-95k", "small", "teacher"], read.Order());
    }

    [Fact]
    public void Quality_of_another_provider_does_not_count()
    {
        var claim = RunFixtures.Holding()
            .WithRun(run => run with { Quality = [.. run.Quality.Select(record => record with { Provider = "cuda" })] })
            .Claims().Single(item => item.Provider == "cpu");
        Assert.Equal(ClaimVerdict.QualityNotMeasured, claim.Verdict);
    }

    [Fact]
    public void Without_labels_the_agreement_is_told()
    {
        var claim = RunFixtures.Holding().WithRun(run => run with
        {
            Quality = [.. run.Quality.Where(record => record.Model != "teacher")
                .Select(record => record with { Metric = "agreement", Score = 0.971, Items = 1_000 })],
        }).Claim();
        Assert.Equal(ClaimVerdict.QualityNotMeasured, claim.Verdict);
        Assert.EndsWith(
            "whether it matches was not measured (no labels; same answer as teacher on 97.10 % of 1,000 items).",
            claim.Sentence,
            StringComparison.Ordinal);
    }
}
