using InferenceCost.Measuring;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Scenarios.Throughput;

/// <summary>A model in a throughput comparison.</summary>
/// <param name="Id">The model's id.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="Callers">One workload for each caller, all on one session.</param>
public sealed record ThroughputContender(string Id, int Batch, IReadOnlyList<IWorkload> Callers);

/// <summary>What one model did in one throughput launch.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="ItemsPerSecond">One figure per window, in the order of time; two a palindrome.</param>
/// <param name="Canary">The canary's time around each window, in nanoseconds.</param>
public sealed record ThroughputSamples(string Model, int Batch, double[] ItemsPerSecond, double[] Canary);

/// <summary>
/// One launch of a throughput comparison: closed-loop callers, as many as cores, on one session a model; windows of equal duration in
/// palindromic order. Throughput is items over wall clock, never one over a latency.
/// </summary>
public static class ThroughputLaunch
{
    /// <summary>The shortest window, in nanoseconds: long against the scheduler's slices.</summary>
    private const double ShortestWindow = 100e6;

    /// <summary>A window holds this many calls of the slowest model at least, of every caller...</summary>
    private const int FewestCalls = 2;

    /// <summary>... but for calls that are longer than this themselves, in nanoseconds: one of them is a window.</summary>
    private const double LongCall = 200e6;

    /// <summary>How long a window lasts, in nanoseconds.</summary>
    /// <param name="slowestCall">A call of the slowest model, in nanoseconds.</param>
    public static double Window(double slowestCall) =>
        Math.Max(ShortestWindow, Math.Max(slowestCall, Math.Min(FewestCalls * slowestCall, LongCall)));

    /// <summary>Warms every model up, then measures.</summary>
    /// <param name="contenders">The models, teacher first.</param>
    /// <param name="palindromes">How many times forwards and backwards.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="canary">The canary.</param>
    /// <param name="seed">What <see cref="BlockOrder.Draw"/> draws the order from; windows are long, and all of one length.</param>
    public static IReadOnlyList<ThroughputSamples> Run(
        IReadOnlyList<ThroughputContender> contenders, int palindromes, IClock clock, ICanary canary, int seed)
    {
        using var callers = new Callers(contenders[0].Callers.Count);
        var pilot = contenders.Select(contender => Warmup.Run(contender.Callers[0], 20e6, clock)).ToArray();
        var window = Window(pilot.Max());
        var rates = contenders.Select(_ => new List<double>()).ToArray();
        var canaries = contenders.Select(_ => new List<double>()).ToArray();

        foreach (var (contender, call) in contenders.Zip(pilot))
        {
            callers.CallsPerSecond(contender.Callers, window / 4, call, clock);
        }

        var before = canary.Run();
        foreach (var palindrome in BlockOrder.Draw(contenders.Count, palindromes, seed))
        {
            foreach (var index in palindrome.Order)
            {
                var contender = contenders[index];
                rates[index].Add(callers.CallsPerSecond(contender.Callers, window, pilot[index], clock) * contender.Batch);
                var after = canary.Run();
                canaries[index].Add((before + after) / 2);
                before = after;
            }
        }

        return [.. contenders.Select((contender, index) =>
            new ThroughputSamples(contender.Id, contender.Batch, [.. rates[index]], [.. canaries[index]]))];
    }
}
