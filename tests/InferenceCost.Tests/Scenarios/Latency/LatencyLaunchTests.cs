using InferenceCost.Measuring;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Statistics;
using InferenceCost.Tests.Measuring;

namespace InferenceCost.Tests.Scenarios.Latency;

public sealed class LatencyLaunchTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public void Models_take_turns_forwards_and_backwards_in_an_order_that_is_drawn()
    {
        var turns = new List<string>();
        Contender Counted(string id) => new(id, new FakeWorkload(clock, 1_000_000), () => turns.Add(id));
        LatencyLaunch.Run([Counted("T"), Counted("A"), Counted("B")], 40, clock, new FakeCanary(clock), 1);

        var palindromes = turns.Chunk(6).Select(six => string.Concat(six)).ToList();
        Assert.Equal(40, palindromes.Count);
        Assert.All(palindromes, six => Assert.Equal(six, string.Concat(six.Reverse())));
        Assert.Equal(6, palindromes.Distinct().Count());
        // Every second one is the one before it turned round.
        Assert.All(palindromes.Chunk(2), two => Assert.Equal(two[0][..3], string.Concat(two[1][..3].Reverse())));
    }

    [Fact]
    public void Another_launch_draws_another_order_and_the_same_one_the_same()
    {
        Assert.Equal(Draw(3), Draw(3));
        Assert.NotEqual(Draw(3), Draw(4));

        static string Draw(int seed) => string.Join(' ', BlockOrder.Draw(5, 10, seed)
            .Select(palindrome => FormattableString.Invariant($"{string.Concat(palindrome.Order)} {palindrome.Length}")));
    }

    [Fact]
    public void Times_and_ratios_are_exact_where_the_machine_is_steady()
    {
        var samples = LatencyLaunch.Run([Contender("T", 1_200_000), Contender("S", 300_000)], 3, clock, new FakeCanary(clock), 1);
        Assert.All(samples[0].Blocks, block => Assert.Equal(1_200_000, block));
        Assert.Equal(6, samples[1].Blocks.Length);
        Assert.Equal(4, Math.Exp(Ratios.LaunchLogRatio(samples[0].Blocks, samples[1].Blocks)), 12);
    }

    [Fact]
    public void Blocks_last_equally_long_whatever_a_call_takes()
    {
        var samples = LatencyLaunch.Run([Contender("T", 40_000_000), Contender("S", 10_000)], 1, clock, new FakeCanary(clock), 1);
        Assert.Equal(1, samples[0].CallsPerBlock);
        Assert.Equal(4_000, samples[1].CallsPerBlock);
    }

    [Fact]
    public void A_machine_that_slows_down_steadily_moves_the_times_and_not_the_ratio()
    {
        double Slowdown(long now) => 1 + (now / 1e9);
        Contender Drifting(string id, long duration) => new(id, new FakeWorkload(clock, duration) { Slowdown = Slowdown });
        var samples = LatencyLaunch.Run([Drifting("T", 1_000_000), Drifting("S", 250_000)], 20, clock, new FakeCanary(clock, Slowdown), 1);
        Assert.True(samples[0].Blocks[^1] > 1.5 * samples[0].Blocks[0]);
        Assert.InRange(Math.Exp(Ratios.LaunchLogRatio(samples[0].Blocks, samples[1].Blocks)), 3.97, 4.03);
        Assert.True(samples[0].Canary[^1] > 1.5 * samples[0].Canary[0]);
    }

    [Fact]
    public void Calls_long_enough_are_timed_alone_and_short_ones_are_not()
    {
        var samples = LatencyLaunch.Run([Contender("T", 50_000), Contender("S", 2_000)], 1, clock, new FakeCanary(clock), 1);
        Assert.InRange(samples[0].CallTimes!.Calls, 200, 600);
        Assert.Null(samples[1].CallTimes);
    }

    [Fact]
    public void Items_change_before_every_block_and_outputs_are_looked_at_after_it()
    {
        var (before, after) = (0, 0);
        var contender = new Contender("T", new FakeWorkload(clock, 1_000_000), () => before++, () => after++);
        LatencyLaunch.Run([contender], 4, clock, new FakeCanary(clock), 1);
        Assert.Equal((8, 8), (before, after));
    }

    private Contender Contender(string id, long nanoseconds, List<string>? calls = null) =>
        new(id, new FakeWorkload(clock, nanoseconds, id, calls));
}
