using InferenceCost.Records;

namespace InferenceCost.Tests.Reporting.Pages.Runs;

/// <summary>What a report says of providers other than the CPU.</summary>
public sealed class ProviderReportTests
{
    [Fact]
    public void It_tells_from_which_batch_on_the_other_provider_is_faster()
    {
        // 2 ms a call on the device whatever the batch; on the CPU 1 ms an item.
        var page = Report([.. Cases("cpu", batch => batch * 1e6), .. Cases("cuda", _ => 2e6)]);
        Assert.Contains("- teacher: cuda is faster from batch 8 on (measured: 1, 8, 32).", page, StringComparison.Ordinal);
        Assert.Contains("| Latency | teacher | 32 | 32.0 ms | 2.00 ms | 16.0x", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_at_which_it_is_slower_again_takes_back_what_smaller_ones_showed() =>
        Assert.Contains(
            "- teacher: from which batch on cuda is faster is not shown",
            Report([.. Cases("cpu", batch => batch * 1e6), .. Cases("cuda", batch => batch == 32 ? 40e6 : 0.5e6)]),
            StringComparison.Ordinal);

    [Fact]
    public void Where_the_cpu_always_wins_it_says_so() =>
        Assert.Contains(
            "- teacher: the CPU is faster at every batch that was measured (1, 8, 32).",
            Report([.. Cases("cpu", batch => batch * 1e6), .. Cases("webgpu", batch => batch * 1e9)]),
            StringComparison.Ordinal);

    [Fact]
    public void An_invalid_case_is_compared_with_nothing() =>
        Assert.DoesNotContain(
            "## CPU against",
            Report([.. Cases("cpu", batch => batch * 1e6), .. Cases("cuda", _ => 2e6).Select(item => item with { Valid = false })]),
            StringComparison.Ordinal);

    [Fact]
    public void The_share_of_copies_is_what_a_call_takes_less_without_them()
    {
        var device = Cases("cuda", _ => 2e6).ToList();
        var page = Report([.. device, .. device.Where(item => item.Batch == 8)
            .Select(item => Scaled(item, 0.75) with { Metric = Metric.ComputeLatency.Id, Id = "computeLatency/x" })]);
        Assert.Contains("| teacher | 8 | 2.00 | 1.50 | 25 % |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_computes_something_else_is_pointed_out()
    {
        var page = Report(
            [],
            new OutputRecord("f", "good", "cuda", 256, 2560, 3e-6, 1e-7, 14, 0),
            new OutputRecord("f", "bad", "cuda", 256, 2560, 5, 1, 14, 90),
            new OutputRecord("f", "none", "cuda", 1, 10, null, null, 14, null));
        Assert.Contains(
            "| f/bad | cuda | 256 | 5.00 | 1.00 | 14.0 | 90 | computes something else than the CPU |", page, StringComparison.Ordinal);
        Assert.Contains("| f/good | cuda | 256 | 0.00000300 | 1E-7 | 14.0 | 0 | – |", page, StringComparison.Ordinal);
        Assert.Contains("one gives no finite number where the other does", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_share_of_nodes_and_of_time_elsewhere_is_told()
    {
        var stray = ReportFixture.Complete.Cases[0] with
        {
            Id = "latency/f/m/cuda/b1/t1",
            Placement = new PlacementRecord(
                PlacementSource.Assignment, new Dictionary<string, int> { ["CPUExecutionProvider"] = 1, ["CUDAExecutionProvider"] = 3 },
                ["Det (d) on CPUExecutionProvider"], 0.4),
            Settings = new SettingsRecord { Effective = new Dictionary<string, string> { ["provider"] = "CUDAExecutionProvider" } },
        };
        Assert.Contains(
            "latency/f/m/cuda/b1/t1: 25 % of 4 nodes and 40 % of the time of a call: Det (d) on CPUExecutionProvider.",
            Report([stray]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Energy_stands_with_its_counter_and_the_part_that_idling_takes()
    {
        var energy = Scaled(Cases("cuda", _ => 1).First(), 0.015) with
        {
            Id = "energy/f/teacher/cuda/b8/t1/gpu0", Metric = Metric.Energy.Id, Unit = "J", Batch = 8,
            Parts = new Dictionary<string, double> { ["netOfIdle"] = 0.01, ["watts"] = 30, ["idleWatts"] = 10 },
        };
        Assert.Contains("| teacher | gpu0 | 8 | 15.0 | 10.0 | 30.0 | 10.0 | 6 |", Report([energy]), StringComparison.Ordinal);
    }

    private static string Report(IReadOnlyList<CaseRecord> cases, params OutputRecord[] outputs) =>
        Printed.Markdown(
            ReportFixture.Complete with { Cases = cases, Outputs = outputs, Ratios = [], Claims = [], Quality = [], Limits = [] });

    private static IEnumerable<CaseRecord> Cases(string provider, Func<int, double> nanoseconds)
    {
        var model = ReportFixture.Complete.Cases.First(item => item is { Metric: "latency", Model: "teacher" });
        return new[] { 1, 8, 32 }.Select(batch => Scaled(model with
        {
            Id = $"latency/{model.Family}/teacher/{provider}/b{batch}/t1", Provider = provider, Batch = batch, Tail = null,
            Samples = [.. Enumerable.Range(0, 6).Select(launch => new[] { 0.99 + (0.004 * launch) })],
            Summary = new SampleSummary(6, 1, 1, 1, 1),
        }, nanoseconds(batch)));
    }

    private static CaseRecord Scaled(CaseRecord item, double factor) => item with
    {
        Samples = [.. item.Samples.Select(launch => Array.ConvertAll(launch, value => value * factor))],
        Summary = new SampleSummary(
            6, item.Summary!.Min * factor, item.Summary.P25 * factor, item.Summary.Median * factor, item.Summary.Mean * factor),
    };
}
