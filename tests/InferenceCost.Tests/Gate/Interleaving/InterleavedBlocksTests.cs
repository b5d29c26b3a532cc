using InferenceCost.Gate.Interleaving;
using InferenceCost.Tests.Measuring;

namespace InferenceCost.Tests.Gate.Interleaving;

public sealed class InterleavedBlocksTests
{
    private readonly FakeClock clock = new();
    private readonly List<string> order = [];

    [Theory]
    [InlineData(false, "base head head base base head")]
    [InlineData(true, "head base base head head base")]
    public void Sides_take_turns_in_palindromes(bool headFirst, string beginning)
    {
        InterleavedBlocks.Run(
            Side("base", 1e6), Side("head", 1e6), headFirst, new FakeCanary(clock), TestContext.Current.CancellationToken);
        Assert.Equal(2 * InterleavedBlocks.Pairs, order.Count);
        Assert.StartsWith(beginning, string.Join(' ', order), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_side_keeps_its_times_whoever_goes_first(bool headFirst)
    {
        var blocks = InterleavedBlocks.Run(
            Side("base", 1e6), Side("head", 1.2e6), headFirst, new FakeCanary(clock), TestContext.Current.CancellationToken);
        Assert.All(blocks.Base, time => Assert.Equal(1e6, time));
        Assert.All(blocks.Head, time => Assert.Equal(1.2e6, time));
        Assert.All(blocks.Canary, ratio => Assert.Equal(1, ratio));
    }

    [Theory]
    [InlineData(1e6, 2e6, 20, 10)]
    [InlineData(10e6, 50e6, 5, 1)]
    public void Blocks_of_both_sides_last_equally_long(double fastCall, double slowCall, int fastCalls, int slowCalls)
    {
        var (fast, slow) = (Side("base", fastCall), Side("head", slowCall));
        InterleavedBlocks.Run(fast, slow, headFirst: false, new FakeCanary(clock), TestContext.Current.CancellationToken);
        Assert.Equal([fastCalls], fast.Calls.Distinct());
        Assert.Equal([slowCalls], slow.Calls.Distinct());
    }

    [Fact]
    public void A_machine_that_slows_down_steadily_favours_nobody()
    {
        var blocks = InterleavedBlocks.Run(
            Side("base", 1e6, now => 1 + (now / 1e9)), Side("head", 1e6, now => 1 + (now / 1e9)), headFirst: false, new FakeCanary(clock),
            TestContext.Current.CancellationToken);
        Assert.True(blocks.Base[^1] > 1.5 * blocks.Base[0]);
        Assert.InRange(Math.Exp(InferenceCost.Statistics.Ratios.LaunchLogRatio(blocks.Head, blocks.Base)), 0.98, 1.02);
    }

    [Fact]
    public void Where_the_machine_is_slower_beside_one_side_the_canary_tells()
    {
        var slow = false;
        var blocks = InterleavedBlocks.Run(
            Side("base", 1e6, _ => Set(ref slow, false)), Side("head", 1e6, _ => Set(ref slow, true)), headFirst: false,
            new FakeCanary(clock, _ => slow ? 1.5 : 1), TestContext.Current.CancellationToken);
        Assert.True(blocks.Canary.Average() > 1.1, $"{blocks.Canary.Average()}");
    }

    private static double Set(ref bool flag, bool value)
    {
        flag = value;
        return 1;
    }

    private FakeSide Side(string name, double call, Func<long, double>? slowdown = null) =>
        new(name, call, slowdown ?? (_ => 1), clock, order);

    private sealed class FakeSide(string name, double call, Func<long, double> slowdown, FakeClock clock, List<string> order)
        : IInterleavedSide
    {
        public List<int> Calls { get; } = [];

        public double Warm() => call;

        public double Block(int calls)
        {
            order.Add(name);
            Calls.Add(calls);
            var time = call * slowdown(clock.Nanoseconds);
            clock.Nanoseconds += (long)(calls * time);
            return time;
        }
    }
}
