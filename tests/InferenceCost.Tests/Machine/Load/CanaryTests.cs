using InferenceCost.Machine.Load;

namespace InferenceCost.Tests.Machine.Load;

public sealed class CanaryTests
{
    [Fact]
    public void A_unit_allocates_nothing()
    {
        var canary = new Canary();
        canary.Run();
        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                canary.Run();
            }
        }));
    }

    [Fact]
    public void The_product_is_that_of_the_two_matrices_after_every_unit()
    {
        const int Size = 112;
        static double Element(int i) => ((i * 37 % 64) - 31) / 64.0;
        var expected = 0.0; // sum over k of (column sum of the left) x (row sum of the right); every term is exact in binary
        for (var k = 0; k < Size; k++)
        {
            var left = Enumerable.Range(0, Size).Sum(row => Element((row * Size) + k));
            expected += left * Enumerable.Range(0, Size).Sum(column => Element((Size * Size) + (k * Size) + column));
        }

        var canary = new Canary();
        Assert.Equal(expected, canary.Checksum);
        canary.Run();
        Assert.Equal(expected, canary.Checksum);
        Assert.NotEqual(0, expected);
    }

    [Fact]
    public void The_elapsed_time_is_the_clocks_in_nanoseconds() => Assert.Equal(250_000, new Canary(new SteppingClock()).Run());

    /// <summary>4 MHz, and 1,000 ticks from one look to the next.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 4_000_000;

        public override long GetTimestamp() => now += 1000;
    }
}
