using InferenceCost.Machine.Energy;
using InferenceCost.Measuring;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Scenarios.Energy;

/// <summary>What one counter saw of one model in one window.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Counter">The counter's name.</param>
/// <param name="Gpu">The place of the GPU that it meters; null for the processor.</param>
/// <param name="Calls">Calls in the window.</param>
/// <param name="Seconds">How long the window lasted.</param>
/// <param name="Joules">What was used in it, idle included.</param>
/// <param name="IdleWatts">What was used a second in the pauses before and after it.</param>
public sealed record EnergySamples(string Model, string Counter, int? Gpu, long Calls, double Seconds, double Joules, double IdleWatts);

/// <summary>
/// One launch that measures energy: back-to-back calls of one model for a few seconds, between pauses that tell what the machine uses when
/// it does nothing, models in palindromic order. Counters are updated every millisecond to every tenth of a second, and a GPU's power
/// follows its work with a delay of tenths of a second: a window must be long against that.
/// </summary>
internal static class EnergyLaunch
{
    /// <summary>How long the calls of a window go on, in nanoseconds.</summary>
    public const double Window = 3e9;

    /// <summary>How long a pause is, in nanoseconds.</summary>
    public const double Pause = 1e9;

    /// <summary>Measures every model twice, with every counter at once.</summary>
    /// <param name="workloads">The models, teacher first.</param>
    /// <param name="counters">The counters.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="rest">Lets the machine idle for as many nanoseconds.</param>
    /// <exception cref="EnergyCounterException">A counter failed.</exception>
    public static IReadOnlyList<EnergySamples> Run(
        IReadOnlyList<(string Model, IWorkload Workload)> workloads, IReadOnlyList<IEnergyCounter> counters, IClock clock,
        Action<double> rest)
    {
        var pilot = workloads.Select(item => Warmup.Run(item.Workload, 10e6, clock)).ToArray();
        var samples = new List<EnergySamples>();
        var before = Idle(counters, clock, rest);
        foreach (var index in BlockOrder.Palindrome(workloads.Count))
        {
            var start = Readings(counters);
            var (calls, seconds) = CallFor(workloads[index].Workload, pilot[index], clock);
            var end = Readings(counters);
            var after = Idle(counters, clock, rest);
            samples.AddRange(counters.Select((counter, i) =>
                new EnergySamples(
                    workloads[index].Model, counter.Name, counter.Gpu, calls, seconds, end[i] - start[i], (before[i] + after[i]) / 2)));
            before = after;
        }

        return samples;
    }

    private static double[] Idle(IReadOnlyList<IEnergyCounter> counters, IClock clock, Action<double> rest)
    {
        var (start, time) = (Readings(counters), clock.Nanoseconds);
        rest(Pause);
        var seconds = (clock.Nanoseconds - time) / 1e9;
        return [.. Readings(counters).Zip(start, (end, begin) => (end - begin) / seconds)];
    }

    private static (long Calls, double Seconds) CallFor(IWorkload workload, double callNanoseconds, IClock clock)
    {
        var together = Block.Calls(callNanoseconds, 10e6);
        var start = clock.Nanoseconds;
        long calls = 0;
        do
        {
            Block.Run(workload, together, clock);
            calls += together;
        }
        while (clock.Nanoseconds - start < Window);
        return (calls, (clock.Nanoseconds - start) / 1e9);
    }

    private static double[] Readings(IReadOnlyList<IEnergyCounter> counters) => [.. counters.Select(counter => counter.Joules())];
}
