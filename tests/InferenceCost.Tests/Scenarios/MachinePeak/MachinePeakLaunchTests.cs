using System.Runtime.InteropServices;
using InferenceCost.Measuring;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.MachinePeak;

namespace InferenceCost.Tests.Scenarios.MachinePeak;

/// <summary>The products at sizes that take no time: what is measured, not how fast it is.</summary>
public sealed class MachinePeakLaunchTests
{
    [Fact]
    public void Both_limits_come_from_several_blocks_of_known_work()
    {
        var job = new MachinePeakJob { Provider =
            "cpu", Settings = new SessionSettings(), Side = 16, Inputs = 64, Outputs = 32, Seconds = 0.001, Callers = 2 };
        var all = Assert.IsType<MachinePeakResult>(job.Run(new MonotonicClock())).Limits;
        Assert.Equal([1, 2], all.Select(limits => limits.Callers));
        Assert.All(all, IsOfKnownWork);
        Assert.Equal(
            [1],
            Assert.IsType<MachinePeakResult>((job with { Callers = 1 }).Run(new MonotonicClock())).Limits.Select(limits => limits.Callers));
    }

    private static void IsOfKnownWork(CallerLimits limits)
    {
        Assert.Equal((16 * 16 * 16, 64 * 32 * 4), (limits.Arithmetic.WorkPerCall, limits.Memory.WorkPerCall));
        Assert.All(new[] { limits.Arithmetic, limits.Memory }, blocks =>
        {
            Assert.InRange(blocks.CallNanoseconds.Length, 5, 1000);
            Assert.All(blocks.CallNanoseconds, time => Assert.True(time > 0));
            Assert.Equal(blocks.WorkPerCall * 1e9 / blocks.CallNanoseconds.Min(), blocks.BestPerSecond(), 3);
        });
    }

    [Fact]
    public void The_product_is_one_node_that_gives_the_sums_of_its_weights_and_allocates_nothing_when_called()
    {
        var product = new MatrixProduct(1, 1024, 8);
        using var loaded = LoadedModel.Load(product.ToBytes(), ProviderCatalog.Find("cpu"), new SessionSettings());
        using var workload = BoundWorkload.Bind(loaded, [product.Item()]);
        var blocks = new double[8];
        MachinePeakLaunch.Fill(blocks, workload, 3, new MonotonicClock());

        var clock = new MonotonicClock();
        Assert.Equal(0, AllocatedBytes.Of(() => MachinePeakLaunch.Fill(blocks, workload, 3, clock)));
        Assert.Equal(1, Assert.Single(loaded.ReadPlacement().Nodes).Value);
        Assert.Equal((8192, 32_768), (product.Macs, product.WeightBytes));

        // Column j holds every eighth number of the ramp from j on, eight times over: half the sum of (i - 511.5) / 1023 for those i.
        var sums = MemoryMarshal.Cast<byte, float>(workload.Output("output"));
        for (var column = 0; column < 8; column++)
        {
            var expected = 0.5 * 8 * Enumerable.Range(0, 128).Sum(row => ((8 * row) + column - 511.5) / 1023);
            Assert.Equal(expected, sums[column], 3);
        }
    }

    [Fact]
    public void The_default_weights_are_larger_than_common_caches()
    {
        var job = new MachinePeakJob { Provider = "cpu", Settings = new SessionSettings() };
        Assert.True(new MatrixProduct(1, job.Inputs, job.Outputs).WeightBytes >= 128_000_000);
    }
}
