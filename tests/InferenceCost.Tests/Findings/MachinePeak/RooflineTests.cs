using InferenceCost.Findings.MachinePeak;
using InferenceCost.Records;
using InferenceCost.Tests.Reporting.Pages.Runs;
using InferenceCost.Tests.Reporting;

namespace InferenceCost.Tests.Findings.MachinePeak;

public sealed class RooflineTests
{
    /// <summary>A hundred multiply-accumulates and ten bytes in a nanosecond: the ridge lies at ten multiply-accumulates a byte.</summary>
    private static readonly LimitsRecord Limits = new()
    {
        Provider = "cpu", Threads = 1, MacsPerSecond = 100e9, BytesPerSecond = 10e9, Arithmetic = new RateBlocks(1, [1]),
        Memory = new RateBlocks(1, [1]),
    };

    [Theory]
    [InlineData(1_000, 1, 1_000, 10, 100, BindingLimit.Memory)]
    [InlineData(1_000, 20, 1_000, 200, 100, BindingLimit.Arithmetic)]
    [InlineData(10_000, 1, 1_000, 100, 100, BindingLimit.Arithmetic)]
    [InlineData(0, 1, 1_000, 0, 100, BindingLimit.Memory)]
    public void The_slower_of_multiplying_and_reading_binds(
        long macs, int batch, long bytes, double arithmetic, double memory, BindingLimit boundBy)
    {
        var roofline = Roofline.Compute(macs, batch, bytes, Limits);
        Assert.Equal((arithmetic, memory, boundBy), (roofline.ArithmeticNanoseconds, roofline.MemoryNanoseconds, roofline.BoundBy));
        Assert.Equal(Math.Max(arithmetic, memory), roofline.LeastNanoseconds);
    }

    [Fact]
    public void The_share_is_the_least_time_over_the_measured_one() =>
        Assert.Equal((0.5, 2), (new Roofline(100, 50).ShareReached(200), new Roofline(50, 100).ShareReached(50)));

    [Fact]
    public void Large_models_do_not_overflow() =>
        Assert.Equal(3e18, Roofline.Compute(300_000_000_000_000, 1_000_000, 1, Limits).LeastNanoseconds, 1e6);

    [Fact]
    public void The_best_block_is_the_shortest_and_no_block_gives_no_rate()
    {
        Assert.Equal(5e9, new RateBlocks(10, [4, 2, 3]).BestPerSecond());
        Assert.Equal(double.NaN, new RateBlocks(10, []).BestPerSecond());
    }

    [Fact]
    public void A_model_whose_multiply_adds_are_unknown_has_no_share_and_the_table_says_why()
    {
        var run = ReportFixture.Complete;
        var family = run.Families[0] with { Models = [.. run.Families[0].Models.Select(model => model with { MacsPerItem = null })] };
        Assert.Contains(
            "| n/a | multiply-adds not counted |", Printed.Markdown(run with { Families = [family] }), StringComparison.Ordinal);
        Assert.Contains(
            "| n/a | limits measured with other callers or threads |",
            Printed.Markdown(run with { Limits = [.. run.Limits.Select(limits => limits with { Threads = 4 })] }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_limits_there_is_no_table() =>
        Assert.DoesNotContain("machine's limits", Printed.Markdown(ReportFixture.Complete with { Limits = [] }), StringComparison.Ordinal);
}
