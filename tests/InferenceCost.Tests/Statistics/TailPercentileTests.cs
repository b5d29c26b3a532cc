using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class TailPercentileTests
{
    [Fact]
    public void The_fewest_calls_equal_the_reference() => Assert.All(
        ReferenceValues.Of<Minimum>("tail-minimum"),
        expected => Assert.Equal(expected.Calls, TailPercentile.MinimumCalls(expected.Probability)));

    [Theory]
    [InlineData(0.90, 64)]
    [InlineData(0.95, 130)]
    [InlineData(0.99, 662)]
    [InlineData(0.999, 6636)]
    public void The_fewest_calls_are_those_of_the_loadgen_rule(double probability, int calls) =>
        Assert.Equal(calls, TailPercentile.MinimumCalls(probability));

    [Fact]
    public void Value_and_upper_limit_equal_the_reference() => Assert.All(ReferenceValues.Of<Limit>("tail-limit"), expected =>
    {
        var actual = TailPercentile.Estimate(Launches(6, expected.Calls), expected.Probability, secondsPerUnit: 1);
        Assert.Null(actual.Needs);
        ReferenceValues.AssertClose(expected.Value, actual.Value!.Value);
        Assert.Equal(expected.UpperLimit, actual.UpperLimit!.Value);
    });

    [Fact]
    public void One_call_too_few_says_how_many_are_needed()
    {
        var tail = TailPercentile.Estimate(Launches(6, 661), 0.99, secondsPerUnit: 1);
        Assert.Equal("needs 662 calls (has 661)", tail.Needs);
        Assert.Null(tail.Value);
        Assert.Null(tail.UpperLimit);
        Assert.Equal(661, tail.Calls);
    }

    [Fact]
    public void Enough_calls_from_five_launches_are_not_enough() =>
        Assert.Equal("needs 6 launches (has 5)", TailPercentile.Estimate(Launches(5, 1000), 0.90, secondsPerUnit: 1).Needs);

    [Fact]
    public void Enough_calls_in_too_short_a_time_say_how_many_fill_it()
    {
        double[][] launches = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Repeat(4e6, 200).ToArray())];
        Assert.Equal("needs 2,500 calls, 10 s of them (has 1,200, 4.8 s)", TailPercentile.Estimate(launches, 0.99).Needs);
        Assert.Null(TailPercentile.Estimate(launches, 0.99, secondsPerUnit: 1e-8).Needs);
    }

    [Fact]
    public void Which_launch_a_call_belongs_to_changes_nothing() => Assert.Equal(
        TailPercentile.Estimate(Launches(6, 1000), 0.95, secondsPerUnit: 1),
        TailPercentile.Estimate(Launches(10, 1000), 0.95, secondsPerUnit: 1));

    [Fact]
    public void More_calls_of_the_same_kind_bring_the_limit_nearer()
    {
        var once = TailPercentile.Estimate(Launches(6, 1000), 0.95, secondsPerUnit: 1);
        double[][] twice = [.. Launches(6, 1000), .. Launches(6, 1000)];
        Assert.True(TailPercentile.Estimate(twice, 0.95, secondsPerUnit: 1).UpperLimit < once.UpperLimit);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => TailPercentile.Estimate([], 0.9));
        Assert.ThrowsAny<ArgumentException>(() => TailPercentile.Estimate([[1.0], []], 0.9));
        Assert.ThrowsAny<ArgumentException>(() => TailPercentile.Estimate([[1.0, double.NaN]], 0.9));
        Assert.ThrowsAny<ArgumentException>(() => TailPercentile.Estimate([[1.0, 0]], 0.9));
        Assert.ThrowsAny<ArgumentException>(() => TailPercentile.Estimate([[1.0]], 99));
        Assert.ThrowsAny<ArgumentException>(() => TailPercentile.Estimate([[1.0]], 0.9, secondsPerUnit: 0));
        Assert.ThrowsAny<ArgumentException>(() => TailPercentile.MinimumCalls(1));
        Assert.ThrowsAny<ArgumentException>(() => TailPercentile.MinimumCalls(0.9, double.NaN));
    }

    /// <summary>Calls that took 1, 2, ..., n, dealt to launches in turn.</summary>
    private static double[][] Launches(int launches, int calls) =>
        [.. Enumerable.Range(1, calls).GroupBy(call => call % launches).Select(launch => launch.Select(call => (double)call).ToArray())];

    private sealed record Minimum(double Probability, int Calls);

    private sealed record Limit(double Probability, int Calls, double Value, double UpperLimit);
}
