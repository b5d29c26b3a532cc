using InferenceCost.Records;
using InferenceCost.Tests.Findings.Claims;

namespace InferenceCost.Tests.Findings.Resources;

public sealed class ResourceEvidenceTests
{
    [Theory]
    [InlineData(1.0500001, 1.2, ShownDirection.Lower)]
    [InlineData(1.05, 1.2, ShownDirection.Neither)]
    [InlineData(1.01, 1.2, ShownDirection.Neither)]
    [InlineData(0.9, 1.1, ShownDirection.Neither)]
    [InlineData(0.8, 1.0, ShownDirection.Neither)]
    [InlineData(0.8, 0.9999999, ShownDirection.Higher)]
    public void Both_bounds_are_strict(double low, double high, ShownDirection shown) =>
        Assert.Equal(shown, RunFixtures.Holding().WithInterval(Metric.Latency.Id, low, (low + high) / 2, high).Resource("latency").Shown);

    [Theory]
    [InlineData(1.0, false)]
    [InlineData(1.001, true)]
    [InlineData(1.05, true)]
    [InlineData(1.051, false)]
    public void A_saving_smaller_than_the_required_one_is_told(double low, bool told) =>
        Assert.Equal(
            told ? "shown lower, but not by more than the required 1.05x" : null,
            RunFixtures.Holding().WithInterval(Metric.Latency.Id, low, 1.1, 1.2).Resource("latency").Note);

    [Fact]
    public void The_family_sets_the_smallest_saving_that_counts() =>
        Assert.Equal(
            ShownDirection.Neither, RunFixtures.Holding().WithTask(task => task with { MinimumSaving = 5 }).Resource("latency").Shown);

    [Fact]
    public void Without_an_interval_nothing_is_shown()
    {
        var resource = RunFixtures.Holding()
            .WithRatio(
                Metric.Latency.Id,
                ratio => ratio with { Low = null, High = null, Confidence = null, Launches = [.. ratio.Launches.Take(5)] })
            .Resource("latency");
        Assert.Equal((ShownDirection.Neither, 4.8), (resource.Shown, resource.Estimate));
        Assert.Equal("no interval: 5 valid launches, and an interval needs 6", resource.Note);
    }

    [Fact]
    public void A_contaminated_ratio_shows_nothing()
    {
        var resource =
            RunFixtures.Holding().WithRatio(Metric.Throughput.Id, ratio => ratio with { Contaminated = true }).Resource("throughput");
        Assert.Equal(ShownDirection.Neither, resource.Shown);
        Assert.StartsWith("contaminated", resource.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contaminated_ratio_refutes_nothing_either() =>
        Assert.Equal(
            ShownDirection.Neither,
            RunFixtures.Holding().WithInterval(Metric.Latency.Id, 0.5, 0.6, 0.7)
                .WithRatio(Metric.Latency.Id, ratio => ratio with { Contaminated = true }).Resource("latency").Shown);

    [Theory]
    [InlineData("teacher")]
    [InlineData("plain-95k")]
    public void An_invalid_case_of_either_model_takes_the_ratio_with_it(string model)
    {
        var resource = RunFixtures.Holding().WithRun(run => run with
        {
            Cases = [RunFixtures.Case(
                Metric.Latency.Id, model, 1, new Reason("placement", "3 nodes ran elsewhere", "choose another provider"))],
        }).Resource("latency");
        Assert.Equal((ShownDirection.Neither, null, $"{model}: 3 nodes ran elsewhere"), (resource.Shown, resource.Estimate, resource.Note));
    }

    [Fact]
    public void An_invalid_case_at_another_batch_does_not_matter() =>
        Assert.Equal(
            ShownDirection.Lower,
            RunFixtures.Holding().WithRun(run => run with
            {
                Cases = [RunFixtures.Case(
                    Metric.Latency.Id, "plain-95k", 8, new Reason("placement", "3 nodes ran elsewhere", "choose another provider"))],
            }).Resource("latency").Shown);

    [Fact]
    public void What_was_not_measured_names_the_recorded_reason()
    {
        var resource = RunFixtures.Holding().WithRun(run => run with
        {
            Ratios = [.. run.Ratios.Where(ratio => ratio.Metric != Metric.Throughput.Id)],
            Unavailable = [new UnavailableRecord(Metric.Throughput.Id, null, "cpu", "dropped to stay within the budget")],
        }).Resource("throughput");
        Assert.Equal(
            (null, ShownDirection.Neither, "dropped to stay within the budget"), (resource.Estimate, resource.Shown, resource.Note));
    }

    [Fact]
    public void Latency_is_that_of_a_single_item()
    {
        var run = RunFixtures.Holding()
            .WithRun(run => run with { Ratios = [run.Ratios[0] with { Batch = 8, Estimate = 2 }, .. run.Ratios] });
        Assert.Equal(4.8, run.Resource("latency").Estimate);
    }

    [Fact]
    public void Latency_at_another_batch_says_so() =>
        Assert.Equal(
            "measured at batch 8",
            RunFixtures.Holding().WithRatio(Metric.Latency.Id, ratio => ratio with { Batch = 8 }).Resource("latency").Note);

    [Theory]
    [InlineData(6_000_000, 5_000_000, ShownDirection.Lower)]
    [InlineData(5_999_999, 5_000_000, ShownDirection.Neither)]
    public void Memory_is_lower_from_a_difference_of_one_megabyte_on(double teacher, double student, ShownDirection shown) =>
        Assert.Equal(
            shown,
            RunFixtures.Holding().WithInterval(Metric.PeakMemory.Id, 1.15, 1.2, 1.25)
                .WithRatio(Metric.PeakMemory.Id, ratio => ratio with { Launches = RunFixtures.Growth(teacher, student) })
                .Resource("memory").Shown);

    [Fact]
    public void Memory_is_not_higher_by_a_difference_below_the_resolution_either()
    {
        var resource = RunFixtures.Holding().WithInterval(Metric.PeakMemory.Id, 0.7, 0.75, 0.8)
            .WithRatio(Metric.PeakMemory.Id, ratio => ratio with { Launches = RunFixtures.Growth(1_500_000, 2_000_000) })
            .Resource("memory");
        Assert.Equal((ShownDirection.Neither, "the difference is below the resolution of 1 MB"), (resource.Shown, resource.Note));
    }

    [Fact]
    public void A_growth_below_the_resolution_makes_the_ratio_a_lower_bound()
    {
        var resource = RunFixtures.Holding().WithInterval(Metric.PeakMemory.Id, 11, 12, 13)
            .WithRatio(Metric.PeakMemory.Id, ratio => ratio with { AtLeast = true, Launches = RunFixtures.Growth(12e6, 0.2e6) })
            .Resource("memory");
        Assert.Equal((ShownDirection.Lower, 11.0, null), (resource.Shown, resource.Low, resource.High));
        Assert.StartsWith("the student's growth is below the resolution", resource.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000_000, 1_000_000, 2.0)]
    [InlineData(1_000_000, 2_000_000, 2.0)]
    public void Size_is_the_smaller_of_both_ratios(long fileBytes, long initializerBytes, double expected)
    {
        var resource = RunFixtures.Holding()
            .WithModel("teacher", model => model with { FileBytes = 4_000_000, InitializerBytes = 4_000_000 })
            .WithModel("plain-95k", model => model with { FileBytes = fileBytes, InitializerBytes = initializerBytes }).Resource("size");
        Assert.Equal(
            (expected, expected, expected, null, ResourceSource.Static),
            (resource.Estimate, resource.Low, resource.High, resource.Confidence, resource.Source));
    }

    [Theory]
    [InlineData(5_160_000, 8_800_000, 4e6 / 5_160_000)]
    [InlineData(8_800_000, 5_160_000, 4e6 / 5_160_000)]
    public void A_surplus_is_not_told_larger_than_the_smaller_one_is(long fileBytes, long initializerBytes, double expected)
    {
        var resource = RunFixtures.Holding()
            .WithModel("teacher", model => model with { FileBytes = 4_000_000, InitializerBytes = 4_000_000 })
            .WithModel("plain-95k", model => model with { FileBytes = fileBytes, InitializerBytes = initializerBytes }).Resource("size");
        Assert.Equal((expected, ShownDirection.Higher), (resource.Estimate, resource.Shown));
    }

    [Fact]
    public void A_larger_file_of_smaller_weights_shows_neither()
    {
        var resource = RunFixtures.Holding()
            .WithModel("teacher", model => model with { FileBytes = 4_000_000, InitializerBytes = 4_000_000 })
            .WithModel("plain-95k", model => model with { FileBytes = 5_000_000, InitializerBytes = 2_000_000 }).Resource("size");
        Assert.Equal((ShownDirection.Neither, 0.8, 2.0), (resource.Shown, resource.Low, resource.High));
        Assert.Equal("its file is larger, its weights are smaller", resource.Note);
    }

    [Theory]
    [InlineData(1_000_000, 1_050_000, ShownDirection.Neither)]
    [InlineData(1_000_000, 1_050_001, ShownDirection.Lower)]
    [InlineData(1_000_001, 1_000_000, ShownDirection.Higher)]
    public void Size_is_judged_by_the_same_bounds(long student, long teacher, ShownDirection shown) =>
        Assert.Equal(
            shown,
            RunFixtures.Holding()
                .WithModel("teacher", model => model with { FileBytes = teacher, InitializerBytes = teacher })
                .WithModel("plain-95k", model => model with { FileBytes = student, InitializerBytes = student }).Resource("size").Shown);

    [Fact]
    public void An_unknown_size_shows_nothing()
    {
        var resource = RunFixtures.Holding().WithModel("teacher", model => model with { FileBytes = 0 }).Resource("size");
        Assert.Equal(
            (null, ShownDirection.Neither, "the size of one of the models is not known"),
            (resource.Estimate, resource.Shown, resource.Note));
    }

    [Fact]
    public void Only_the_familys_resources_are_required() =>
        Assert.Equal(
            ["throughput", "size"],
            RunFixtures.Holding().WithTask(task => task with { RequiredResources = ["size", "throughput"] }).Claim()
                .Resources.Where(resource => resource.Required).Select(resource => resource.Metric));
}
