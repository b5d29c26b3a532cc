using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Findings.Claims;

public sealed class VerdictTests
{
    [Fact]
    public void A_match_with_every_required_resource_lower_holds() =>
        Assert.Equal(ClaimVerdict.Holds, RunFixtures.Holding().Claim().Verdict);

    [Fact]
    public void A_better_student_holds_as_well()
    {
        var claim = RunFixtures.Holding().WithOutcomes("plain-95k", 9_180, 120, 220, 480).Claim();
        Assert.Equal((NonInferiorityVerdict.Better, ClaimVerdict.Holds), (claim.Quality!.Verdict, claim.Verdict));
    }

    [Fact]
    public void A_match_with_one_required_resource_not_lower_holds_partly() =>
        Assert.Equal(ClaimVerdict.Partly, RunFixtures.Holding().WithInterval(Metric.Latency.Id, 0.97, 1.01, 1.06).Claim().Verdict);

    [Fact]
    public void A_match_with_nothing_shown_lower_is_not_shown() =>
        Assert.Equal(ClaimVerdict.NotShown, Dear(RunFixtures.Holding()).Claim().Verdict);

    [Fact]
    public void An_inferior_student_does_not_hold_however_cheap()
    {
        var claim = RunFixtures.Holding().WithOutcomes("plain-95k", 9_000, 400, 180, 420).Claim();
        Assert.Equal((NonInferiorityVerdict.Inferior, ClaimVerdict.DoesNotHold), (claim.Quality!.Verdict, claim.Verdict));
    }

    [Fact]
    public void A_required_resource_shown_higher_refutes_a_match() =>
        Assert.Equal(ClaimVerdict.DoesNotHold, RunFixtures.Holding().WithInterval(Metric.Latency.Id, 0.88, 0.91, 0.95).Claim().Verdict);

    [Fact]
    public void A_required_resource_shown_higher_refutes_the_claim_even_without_quality() =>
        Assert.Equal(
            ClaimVerdict.DoesNotHold,
            RunFixtures.Holding()
                .WithInterval(Metric.Latency.Id, 0.88, 0.91, 0.95)
                .WithRun(run => run with { Quality = [] }).Claim().Verdict);

    [Fact]
    public void A_resource_that_is_not_required_refutes_nothing() =>
        Assert.Equal(
            ClaimVerdict.Holds,
            RunFixtures.Holding().WithInterval(Metric.Latency.Id, 0.88, 0.91, 0.95)
                .WithTask(task => task with { RequiredResources = ["throughput", "memory", "size"] }).Claim().Verdict);

    [Theory]
    [InlineData(100_000_000)]
    [InlineData(1_000)]
    public void Size_alone_decides_nothing_where_nothing_was_measured(long fileBytes) =>
        Assert.Equal(
            ClaimVerdict.NotShown,
            RunFixtures.Holding().WithRun(run => run with { Ratios = [] })
                .WithModel("plain-95k", model => model with { FileBytes = fileBytes, InitializerBytes = fileBytes }).Claim().Verdict);

    [Fact]
    public void A_claim_that_requires_no_resource_is_not_shown() =>
        Assert.Equal(ClaimVerdict.NotShown, RunFixtures.Holding().WithTask(task => task with { RequiredResources = [] }).Claim().Verdict);

    [Fact]
    public void A_loss_of_undecided_size_is_not_shown_and_says_how_many_items_it_needs()
    {
        var claim = RunFixtures.Holding().WithOutcomes("plain-95k", 9_130, 270, 180, 420).Claim();
        Assert.Equal((NonInferiorityVerdict.WorseSizeUndecided, ClaimVerdict.NotShown), (claim.Quality!.Verdict, claim.Verdict));
        // Only by chance: with 4.5 % discordant, 10,000 items were plenty for a student that is truly as good.
        Assert.InRange(claim.Quality.NeededItemsIfEqual!.Value, 2_500, 3_200);
        // By hand: (1.645 + 0.842)^2 * (0.045 - 0.009^2) / (0.010 - 0.009)^2 = 278,000, before the margin's own variance.
        Assert.InRange(claim.Quality.NeededItemsAsObserved!.Value, 275_000, 282_000);
    }

    [Fact]
    public void Beyond_the_margin_but_undecided_no_number_of_items_is_expected_to_do()
    {
        var claim = RunFixtures.Holding().WithOutcomes("plain-95k", 9_110, 290, 180, 420).Claim();
        Assert.Equal((NonInferiorityVerdict.WorseSizeUndecided, ClaimVerdict.NotShown), (claim.Quality!.Verdict, claim.Verdict));
        Assert.Null(claim.Quality.NeededItemsAsObserved);
    }

    [Fact]
    public void A_decided_quality_needs_no_more_items()
    {
        var quality = RunFixtures.Holding().Claim().Quality!;
        Assert.Null(quality.NeededItemsIfEqual);
        Assert.Null(quality.NeededItemsAsObserved);
    }

    [Theory]
    [InlineData("teacher")]
    [InlineData("plain-95k")]
    public void Random_weights_have_no_quality_even_where_somebody_scored_them(string model)
    {
        var claim = RunFixtures.Holding().WithModel(model, item => item with { Weights = WeightsKind.Random }).Claim();
        Assert.Equal(ClaimVerdict.QualityNotMeasured, claim.Verdict);
        Assert.Null(claim.Quality);
        Assert.Contains("random weights", claim.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_labels_quality_is_not_measured() =>
        Assert.Equal(
            ClaimVerdict.QualityNotMeasured,
            RunFixtures.Holding()
                .WithTask(task => task with { Kind = TaskKind.None, Metric = null })
                .WithRun(run => run with { Quality = [] }).Claim().Verdict);

    [Fact]
    public void Without_a_score_the_reason_is_the_recorded_one()
    {
        var claim = RunFixtures.Holding().WithRun(run => run with
        {
            Quality = [.. run.Quality.Where(record => record.Model == "teacher")],
            Unavailable = [new UnavailableRecord("quality", "fashion/plain-95k", "cpu", "the output for item 7 is not finite")],
        }).Claim();
        Assert.Equal(ClaimVerdict.QualityNotMeasured, claim.Verdict);
        Assert.Contains("the output for item 7 is not finite", claim.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_margin_scored_items_decide_nothing()
    {
        var claim = RunFixtures.Holding().WithTask(task => task with { Margin = null }).Claim();
        Assert.Equal(ClaimVerdict.NotShown, claim.Verdict);
        Assert.Contains("no margin was declared", claim.Sentence, StringComparison.Ordinal);
    }

    private static RunFixtures Dear(RunFixtures run) => run
        .WithInterval(Metric.Latency.Id, 0.97, 1.01, 1.06)
        .WithInterval(Metric.Throughput.Id, 0.98, 1.0, 1.05)
        .WithInterval(Metric.PeakMemory.Id, 0.9, 1.1, 1.3)
        .WithModel("plain-95k", model => model with { FileBytes = 1_866_000 });
}
