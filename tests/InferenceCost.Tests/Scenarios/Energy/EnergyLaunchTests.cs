using InferenceCost.Machine.Energy;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Tests.Measuring;

namespace InferenceCost.Tests.Scenarios.Energy;

/// <summary>A machine that uses ten watts when it does nothing and thirty while a model runs.</summary>
public sealed class EnergyLaunchTests
{
    private readonly FakeClock clock = new();
    private double joules;

    [Fact]
    public void Windows_tell_what_was_used_in_them_and_what_idling_uses()
    {
        var samples = Run(("t", 4_000_000), ("s", 1_000_000));
        Assert.Equal(["t", "s", "s", "t"], samples.Select(item => item.Model));
        Assert.All(samples, item =>
        {
            Assert.InRange(item.Seconds, 3, 3.02);
            Assert.Equal(item.Seconds * 1e9, item.Calls * (item.Model == "t" ? 4e6 : 1e6), 1);
            Assert.Equal(30, item.Joules / item.Seconds, 6);
            Assert.Equal(10, item.IdleWatts, 6);
        });
    }

    [Fact]
    public void Calls_longer_than_a_window_are_not_cut() =>
        Assert.All(Run(("t", 5_000_000_000)), item => Assert.Equal((1, 5.0), (item.Calls, item.Seconds)));

    [Fact]
    public void A_counter_that_fails_fails_the_launch() =>
        Assert.Throws<EnergyCounterException>(() => EnergyLaunch.Run(
            [("t", new FakeWorkload(clock, 1_000_000))], [new Counter(() => throw new EnergyCounterException("c", "gone"))], clock,
            _ => { }));

    private IReadOnlyList<EnergySamples> Run(params (string Model, long Nanoseconds)[] models)
    {
        // The counter follows the clock: thirty watts, of which twenty are taken back for the time of rest.
        var counter = new Counter(() => (30 * clock.Nanoseconds / 1e9) - joules);
        return EnergyLaunch.Run(
            [.. models.Select(model => (model.Model, (IWorkload)new FakeWorkload(clock, model.Nanoseconds)))], [counter], clock,
            nanoseconds =>
            {
                clock.Nanoseconds += (long)nanoseconds;
                joules += 20 * nanoseconds / 1e9;
            });
    }

    private sealed class Counter(Func<double> read) : IEnergyCounter
    {
        public string Name => "counter";

        public int? Gpu => null;

        public double Joules() => read();
    }
}
