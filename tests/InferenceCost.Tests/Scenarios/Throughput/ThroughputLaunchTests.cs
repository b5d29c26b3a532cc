using InferenceCost.Measuring;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Throughput;
using InferenceCost.Tests.Measuring;

namespace InferenceCost.Tests.Scenarios.Throughput;

public sealed class ThroughputLaunchTests
{
    [Fact]
    public void One_caller_of_a_known_duration_has_its_exact_rate()
    {
        var clock = new FakeClock();
        var contenders = new[] { Contender("T", 4_000_000, 32, clock), Contender("S", 1_000_000, 32, clock) };
        var samples = ThroughputLaunch.Run(contenders, 2, clock, new FakeCanary(clock), 1);
        Assert.All(samples[0].ItemsPerSecond, rate => Assert.Equal(8_000, rate, 6));
        Assert.All(samples[1].ItemsPerSecond, rate => Assert.Equal(32_000, rate, 6));
        Assert.Equal(4, samples[0].ItemsPerSecond.Length);
    }

    [Fact]
    public void A_caller_that_fails_fails_the_launch_and_leaves_no_thread_waiting()
    {
        var clock = new FakeClock();
        using var callers = new Callers(2);
        Assert.Throws<InvalidOperationException>(
            () => callers.CallsPerSecond([new Failing(), new FakeWorkload(clock, 1_000)], 1e6, 1_000, clock));
    }

    private static ThroughputContender Contender(string id, long nanoseconds, int batch, FakeClock clock) =>
        new(id, batch, [new FakeWorkload(clock, nanoseconds)]);

    private sealed class Failing : IWorkload
    {
        public void Run() => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
