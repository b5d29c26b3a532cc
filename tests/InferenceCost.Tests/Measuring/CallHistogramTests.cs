using InferenceCost.Measuring;

namespace InferenceCost.Tests.Measuring;

public sealed class CallHistogramTests
{
    [Fact]
    public void Times_come_back_in_order_and_within_a_quarter_of_a_percent()
    {
        var random = new Random(7);
        var times = Enumerable.Range(0, 10_000).Select(_ => (float)(5_000 * Math.Exp(6 * random.NextDouble()))).ToArray();
        var back = CallHistogram.Count(times).ToSamples();
        Array.Sort(times);
        Assert.Equal(times.Length, back.Length);
        Assert.All(times.Zip(back), pair => Assert.InRange(pair.Second / pair.First, 1 / 1.0026, 1.0026));
    }

    [Fact]
    public void No_calls_are_no_samples() => Assert.Empty(CallHistogram.Count([]).ToSamples());
}
