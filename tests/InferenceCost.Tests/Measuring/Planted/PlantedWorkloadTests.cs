using InferenceCost.Measuring;
using InferenceCost.Measuring.Planted;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Tests.Measuring.Planted;

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
    public void An_interruption_is_no_part_of_what_is_planted()
    {
        var ticking = new TickingClock(clock);
        var call = new FakeWorkload(clock, 1_000_000);
        var workload = PlantedWorkload.Around(new Interrupted(call, clock, atCall: 11), new PlantedChange(0.2), ticking);
        for (var i = 0; i < 10; i++)
        {
            workload.Run();
        }

        // In the call: its 50 ms are there, a fifth of them is not.
        var start = clock.Nanoseconds;
        workload.Run();
        Assert.InRange(clock.Nanoseconds - start, 51_200_000, 51_210_000);

        // In the spin: it goes on for as long as it would have.
        ticking.Jump = (clock.Nanoseconds + 1_100_000, 50_000_000);
        start = clock.Nanoseconds;
        workload.Run();
        Assert.InRange(clock.Nanoseconds - start, 51_190_000, 51_210_000);
    }

    [Fact]
    public void A_machine_that_becomes_slower_is_followed()
    {
        var scale = 1.0;
        var workload = PlantedWorkload.Around(
            new FakeWorkload(clock, 1_000_000) { Slowdown = _ => scale }, new PlantedChange(0.2), new TickingClock(clock));
        workload.Run();
        scale = 5;
        for (var i = 0; i < 200; i++)
        {
            workload.Run();
        }

        var start = clock.Nanoseconds;
        workload.Run();
        Assert.InRange(clock.Nanoseconds - start, 5_990_000, 6_010_000);
    }

    [Fact]
    public void Without_a_plant_the_workload_is_timed_itself()
    {
        using var workload = new FakeWorkload(clock, 1);
        Assert.Same(workload, PlantedWorkload.Around(workload, null, clock));
        Assert.Same(workload, PlantedWorkload.Around(workload, new PlantedChange(Memory: 0.1), clock));
    }

    /// <summary>Spinning ends only on a clock that moves when it is read; it may jump once.</summary>
    private sealed class TickingClock(FakeClock clock) : IClock
    {
        public (long When, long By)? Jump { get; set; }

        public long Nanoseconds
        {
            get
            {
                clock.Nanoseconds += 30;
                if (Jump is { } jump && clock.Nanoseconds >= jump.When)
                {
                    clock.Nanoseconds += jump.By;
                    Jump = null;
                }

                return clock.Nanoseconds;
            }
        }
    }

    /// <summary>A workload of which one call is held up for 50 ms.</summary>
    private sealed class Interrupted(IWorkload inner, FakeClock clock, int atCall) : IWorkload
    {
        private int calls;

        public void Run()
        {
            inner.Run();
            clock.Nanoseconds += ++calls == atCall ? 50_000_000 : 0;
        }

        public void Dispose() => inner.Dispose();
    }
}
