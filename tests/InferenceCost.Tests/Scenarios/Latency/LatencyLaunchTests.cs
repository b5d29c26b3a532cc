using InferenceCost.Measuring;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Statistics;
using InferenceCost.Tests.Measuring;

namespace InferenceCost.Tests.Scenarios.Latency;

public sealed class LatencyLaunchTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public void Models_take_turns_forwards_and_backwards()
    {
        var calls = new List<string>();
        LatencyLaunch.Run(
            [Contender("T", 1_000_000, calls), Contender("A", 500_000, calls), Contender("B", 100_000, calls)], 2, clock,
            new FakeCanary(clock));

        // The warm-up runs T A B; neighbours of one model are one entry.
        Assert.Equal("T A B T A B A T A B A T", string.Join(' ', calls));
    }

    [Fact]
    public void Times_and_ratios_are_exact_where_the_machine_is_steady()
    {
        var samples = LatencyLaunch.Run([Contender("T", 1_200_000), Contender("S", 300_000)], 3, clock, new FakeCanary(clock));
        Assert.All(samples[0].Blocks, block => Assert.Equal(1_200_000, block));
        Assert.Equal(6, samples[1].Blocks.Length);
        Assert.Equal(4, Math.Exp(Ratios.LaunchLogRatio(samples[0].Blocks, samples[1].Blocks)), 12);
    }

    [Fact]
    public void Blocks_last_equally_long_whatever_a_call_takes()
    {
        var samples = LatencyLaunch.Run([Contender("T", 40_000_000), Contender("S", 10_000)], 1, clock, new FakeCanary(clock));
        Assert.Equal(1, samples[0].CallsPerBlock);
        Assert.Equal(4_000, samples[1].CallsPerBlock);
    }

    [Fact]
    public void A_machine_that_slows_down_steadily_moves_the_times_and_not_the_ratio()
    {
        double Slowdown(long now) => 1 + (now / 1e9);
        Contender Drifting(string id, long duration) => new(id, new FakeWorkload(clock, duration) { Slowdown = Slowdown });
        var samples = LatencyLaunch.Run([Drifting("T", 1_000_000), Drifting("S", 250_000)], 20, clock, new FakeCanary(clock, Slowdown));
        Assert.True(samples[0].Blocks[^1] > 1.5 * samples[0].Blocks[0]);
        Assert.InRange(Math.Exp(Ratios.LaunchLogRatio(samples[0].Blocks, samples[1].Blocks)), 3.97, 4.03);
        Assert.True(samples[0].Canary[^1] > 1.5 * samples[0].Canary[0]);
    }

    [Fact]
    public void Calls_long_enough_are_timed_alone_and_short_ones_are_not()
    {
        var samples = LatencyLaunch.Run([Contender("T", 50_000), Contender("S", 2_000)], 1, clock, new FakeCanary(clock));
        Assert.Equal(400, samples[0].CallTimes!.Calls);
        Assert.Null(samples[1].CallTimes);
    }

    [Fact]
    public void Items_change_before_every_block_and_outputs_are_looked_at_after_it()
    {
        var (before, after) = (0, 0);
        var contender = new Contender("T", new FakeWorkload(clock, 1_000_000), () => before++, () => after++);
        LatencyLaunch.Run([contender], 4, clock, new FakeCanary(clock));
        Assert.Equal((8, 8), (before, after));
    }

    private Contender Contender(string id, long nanoseconds, List<string>? calls = null) =>
        new(id, new FakeWorkload(clock, nanoseconds, id, calls));
}
