using InferenceCost.Measurement;

namespace InferenceCost.Tests.Measurement;

public sealed class PlantedWorkloadTests
{
    private readonly FakeClock clock = new();

    [Theory]
    [InlineData(0.03)]
    [InlineData(0.2)]
    public void Calls_take_the_share_longer_that_was_planted(double share)
    {
        var workload = PlantedWorkload.Around(new FakeWorkload(clock, 1_000_000), new PlantedChange(share), new TickingClock(clock));
        var start = clock.Nanoseconds;
        workload.Run();
        Assert.InRange(clock.Nanoseconds - start, 1_000_000 * (1 + share) - 1, 1_000_000 * (1 + share) + 1_000);
    }

    [Fact]
    public void Without_a_plant_the_workload_is_timed_itself()
    {
        using var workload = new FakeWorkload(clock, 1);
        Assert.Same(workload, PlantedWorkload.Around(workload, null, clock));
        Assert.Same(workload, PlantedWorkload.Around(workload, new PlantedChange(Memory: 0.1), clock));
    }

    /// <summary>Spinning ends only on a clock that moves when it is read.</summary>
    private sealed class TickingClock(FakeClock clock) : IClock
    {
        public long Nanoseconds => clock.Nanoseconds += 30;
    }
}
