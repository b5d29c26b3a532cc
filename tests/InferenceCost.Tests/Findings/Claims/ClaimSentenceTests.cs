using InferenceCost.Records;

namespace InferenceCost.Tests.Findings.Claims;

public sealed class ClaimSentenceTests
{
    [Fact]
    public void Holds() => Check(RunFixtures.Holding(),
        "plain-95k matches teacher on Fashion-MNIST within 1.0 point (-0.40 points, 90 % interval -0.73 to -0.07, 10,000 items) and needs "
        + "4.80x less time per call (4.61 to 4.99), 5.28x less time per item under full load (5.07 to 5.49), 3.20x "
        + "less memory (3.07 to 3.33) and "
        + "4.78x less storage: the claim holds on this machine (cpu).");

    [Fact]
    public void Better() => Check(RunFixtures.Holding().WithOutcomes("plain-95k", 9_180, 120, 220, 480),
        "plain-95k does better than teacher on Fashion-MNIST (+1.00 points, 90 % interval +0.70 to +1.31, 10,000 items) and needs 4.80x "
        + "less time per call (4.61 to 4.99), 5.28x less time per item under full load (5.07 to 5.49), 3.20x less "
        + "memory (3.07 to 3.33) and 4.78x "
        + "less storage: the claim holds on this machine (cpu).");

    [Fact]
    public void Holds_with_a_lower_bound_and_a_margin_that_came_too_late() => Check(
        RunFixtures.Holding()
            .WithRatio(
                Metric.PeakMemory.Id,
                ratio => ratio with { AtLeast = true, Estimate = 12, Low = 11, High = 13, Launches = RunFixtures.Growth(12e6, 1e5) })
            .WithTask(task => task with { Margin = task.Margin! with { Value = 0.02, DeclaredUtc = null } }),
        "plain-95k matches teacher on Fashion-MNIST within 2.0 points (-0.40 points, 90 % interval -0.73 to -0.07, 10,000 items, margin "
        + "not declared beforehand) and needs 4.80x less time per call (4.61 to 4.99), 5.28x less time per item "
        + "under full load (5.07 to 5.49), "
        + "at least 11.0x less memory and 4.78x less storage: the claim holds on this machine (cpu).");

    [Fact]
    public void Partly() => Check(
        RunFixtures.Holding().WithInterval(Metric.PeakMemory.Id, 0.98, 1.02, 1.07).WithInterval(Metric.Latency.Id, 1.01, 1.03, 1.08),
        "plain-95k matches teacher on Fashion-MNIST within 1.0 point (-0.40 points, 90 % interval -0.73 to -0.07, 10,000 items) and needs "
        + "5.28x less time per item under full load (5.07 to 5.49) and 4.78x less storage, but less time per call (1.01x to 1.08x, shown "
        + "lower, but not by more than the required 1.05x) or memory (0.980x to 1.070x) is not shown: the claim holds "
        + "partly on this machine (cpu).");

    [Fact]
    public void Does_not_match() => Check(RunFixtures.Holding().WithOutcomes("plain-95k", 9_000, 400, 180, 420),
        "plain-95k is worse than teacher on Fashion-MNIST by more than 1.0 point (-2.20 points, 90 % interval -2.60 to -1.81, 10,000 "
        + "items), even though it needs 4.80x less time per call (4.61 to 4.99), 5.28x less time per item under full load (5.07 to 5.49), "
        + "3.20x less memory (3.07 to 3.33) and 4.78x less storage: the claim does not hold on this machine (cpu).");

    [Fact]
    public void Does_not_match_and_costs_more() => Check(
        RunFixtures.Holding().WithOutcomes("plain-95k", 9_000, 400, 180, 420).WithInterval(Metric.Latency.Id, 0.88, 0.91, 0.95),
        "plain-95k is worse than teacher on Fashion-MNIST by more than 1.0 point (-2.20 points, 90 % interval -2.60 to -1.81, 10,000 "
        + "items) and needs 1.10x more time per call (1.05 to 1.14), even though it needs 5.28x less time per "
        + "item under full load (5.07 to "
        + "5.49), 3.20x less memory (3.07 to 3.33) and 4.78x less storage: the claim does not hold on this machine (cpu).");

    [Fact]
    public void Costs_more_though_it_matches() => Check(RunFixtures.Holding().WithInterval(Metric.Latency.Id, 0.88, 0.91, 0.95),
        "plain-95k needs 1.10x more time per call (1.05 to 1.14) than teacher, although it matches teacher on Fashion-MNIST within 1.0 "
        + "point (-0.40 points, 90 % interval -0.73 to -0.07, 10,000 items): the claim does not hold on this machine (cpu).");

    [Fact]
    public void Quality_is_inconclusive() => Check(RunFixtures.Holding().WithOutcomes("plain-95k", 9_130, 270, 180, 420),
        "plain-95k is not shown to match teacher on Fashion-MNIST within 1.0 point (-0.90 points, 90 % interval -1.25 to -0.55, 10,000 "
        + "items; the loss lies near the margin: if it is as observed, only about 278,502 fresh items would show that it stays within), "
        + "even though it needs 4.80x less time per call (4.61 to 4.99), 5.28x less time per item under full load (5.07 to 5.49), "
        + "3.20x less memory (3.07 to 3.33) and 4.78x less storage: the claim is not shown on this machine (cpu).");

    [Fact]
    public void Quality_is_inconclusive_beyond_the_margin() => Check(RunFixtures.Holding().WithOutcomes("plain-95k", 9_110, 290, 180, 420),
        "plain-95k is not shown to match teacher on Fashion-MNIST within 1.0 point (-1.10 points, 90 % interval -1.46 to -0.75, 10,000 "
        + "items; the loss lies at the margin or beyond, so that more items are not expected to show it), even though it needs 4.80x less "
        + "time per call (4.61 to 4.99), 5.28x less time per item under full load (5.07 to 5.49), 3.20x less memory "
        + "(3.07 to 3.33) and 4.78x less "
        + "storage: the claim is not shown on this machine (cpu).");

    [Fact]
    public void Quality_is_inconclusive_for_want_of_items() => Check(RunFixtures.Holding().WithOutcomes("plain-95k", 950, 20, 20, 10),
        "plain-95k is not shown to match teacher on Fashion-MNIST within 1.0 point (0.00 points, 90 % interval -1.07 to +1.07, 1,000 "
        + "items; it needs about 2,562 fresh items if there is truly no difference, 2,562 if it is as "
        + "observed), even though it needs 4.80x "
        + "less time per call (4.61 to 4.99), 5.28x less time per item under full load (5.07 to 5.49), 3.20x less "
        + "memory (3.07 to 3.33) and 4.78x "
        + "less storage: the claim is not shown on this machine (cpu).");

    [Fact]
    public void Quality_is_inconclusive_with_items_that_hardly_tell_the_two_apart() =>
        Check(RunFixtures.Holding().WithOutcomes("plain-95k", 10, 0, 0, 2),
            "plain-95k is not shown to match teacher on Fashion-MNIST within 1.0 point (0.00 points, 90 % interval -18.40 to +18.40, 12 "
            + "items; too few items tell the two apart to say how many it needs), even though it needs 4.80x less time per call (4.61 to "
            + "4.99), 5.28x less time per item under full load (5.07 to 5.49), 3.20x less memory (3.07 to 3.33) and 4.78x less storage: "
            + "the claim is not shown on this machine (cpu).");

    [Fact]
    public void Cost_is_not_shown() => Check(
        RunFixtures.Holding().WithTask(task => task with { RequiredResources = ["latency", "throughput"] })
            .WithRatio(
                Metric.Latency.Id,
                ratio => ratio with { Low = null, High = null, Confidence = null, Launches = [.. ratio.Launches.Take(2)] })
            .WithRun(run => run with { Ratios = [.. run.Ratios.Where(ratio => ratio.Metric != Metric.Throughput.Id)] }),
        "plain-95k matches teacher on Fashion-MNIST within 1.0 point (-0.40 points, 90 % interval -0.73 to -0.07, 10,000 items), but less "
        + "time per call (4.80x, no interval: 2 valid launches, and an interval needs 6) or time per item under full load (it was not "
        + "measured) is not shown: the claim is not shown on this machine (cpu).");

    [Fact]
    public void Random_weights() => Check(
        RunFixtures.Holding()
            .WithModel("plain-95k", model => model with { Weights = WeightsKind.Random })
            .WithInterval(Metric.PeakMemory.Id, 0.98, 1.02, 1.07),
        "plain-95k needs 4.80x less time per call (4.61 to 4.99), 5.28x less time per item under full load (5.07 to "
        + "5.49) and 4.78x less storage "
        + "than teacher on this machine (cpu), but less memory (0.980x to 1.070x) is not shown; whether it matches was "
        + "not measured (random weights).");

    private static void Check(RunFixtures run, string expected) => Assert.Equal(expected, run.Claim().Sentence);
}
