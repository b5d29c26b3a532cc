using InferenceCost.Gate.Interleaving;
using InferenceCost.Tests.Measuring;

namespace InferenceCost.Tests.Gate.Interleaving;

public sealed class InterleavedBlocksTests
{
    private readonly FakeClock clock = new();
    private readonly List<string> order = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sides_take_turns_in_palindromes_each_as_often_first_as_the_other(int seed)
    {
        InterleavedBlocks.Run(
            Side("base", 1e6), Side("head", 1e6), headFirst: false, seed, new FakeCanary(clock), TestContext.Current.CancellationToken);
        var palindromes = order.Chunk(4).Select(four => string.Join(' ', four)).ToList();
        Assert.Equal(InterleavedBlocks.Pairs / 2, palindromes.Count);
        Assert.Equal(palindromes.Count / 2, palindromes.Count(four => four == "base head head base"));
        Assert.Equal(palindromes.Count / 2, palindromes.Count(four => four == "head base base head"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_side_keeps_its_times_whoever_goes_first(bool headFirst)
    {
        var blocks = InterleavedBlocks.Run(
            Side("base", 1e6), Side("head", 1.2e6), headFirst, 1, new FakeCanary(clock), TestContext.Current.CancellationToken);
        Assert.All(blocks.Base, time => Assert.Equal(1e6, time));
        Assert.All(blocks.Head, time => Assert.Equal(1.2e6, time));
        Assert.All(blocks.Canary, ratio => Assert.Equal(1, ratio));
    }

    [Fact]
    public void Blocks_of_both_sides_last_equally_long_and_lengths_are_drawn()
    {
        var (fast, slow) = (Side("base", 1e5), Side("head", 2e5));
        InterleavedBlocks.Run(fast, slow, headFirst: false, 1, new FakeCanary(clock), TestContext.Current.CancellationToken);
        Assert.All(fast.Calls.Zip(slow.Calls), calls => Assert.InRange(calls.First - (2 * calls.Second), -1, 1));
        Assert.True(fast.Calls.Distinct().Count() > 10);
        Assert.InRange(fast.Calls.Min(), 100, 120);
        Assert.InRange(fast.Calls.Max(), 280, 300);
        Assert.InRange(fast.Calls.Average(), 170, 230);
    }

    [Fact]
    public void A_block_has_one_call_at_least()
    {
        var (fast, slow) = (Side("base", 10e6), Side("head", 50e6));
        InterleavedBlocks.Run(fast, slow, headFirst: false, 1, new FakeCanary(clock), TestContext.Current.CancellationToken);
        Assert.InRange(fast.Calls.Min(), 2, 3);
        Assert.Equal(1, slow.Calls.Min());
    }

    [Fact]
    public void A_side_that_was_held_up_while_it_warmed_up_gets_no_shorter_blocks()
    {
        var (one, other) = (Side("base", 1e5), new FakeSide("head", 1e5, _ => 1, clock, order) { WarmTime = 5e5 });
        InterleavedBlocks.Run(one, other, headFirst: false, 1, new FakeCanary(clock), TestContext.Current.CancellationToken);
        // It shows in the first palindrome alone.
        Assert.Equal(one.Calls.Skip(2), other.Calls.Skip(2));
    }

    [Fact]
    public void A_machine_that_slows_down_steadily_favours_nobody()
    {
        var blocks = InterleavedBlocks.Run(
            Side("base", 1e6, now => 1 + (now / 1e9)), Side("head", 1e6, now => 1 + (now / 1e9)), headFirst: false, 1,
            new FakeCanary(clock), TestContext.Current.CancellationToken);
        Assert.True(blocks.Base[^1] > 1.5 * blocks.Base[0]);
        Assert.InRange(Math.Exp(InferenceCost.Statistics.Ratios.LaunchLogRatio(blocks.Head, blocks.Base)), 0.98, 1.02);
    }

    [Fact]
    public void Where_the_machine_is_slower_beside_one_side_the_canary_tells()
    {
        var slow = false;
        var blocks = InterleavedBlocks.Run(
            Side("base", 1e6, _ => Set(ref slow, false)), Side("head", 1e6, _ => Set(ref slow, true)), headFirst: false, 1,
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

        public double? WarmTime { get; init; }

        public double Warm() => WarmTime ?? call;

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
