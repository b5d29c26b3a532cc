using System.Diagnostics.CodeAnalysis;
using InferenceCost.Measuring;

namespace InferenceCost.Scenarios.Latency;

/// <summary>What one model did in one interleaved launch.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Blocks">Mean time of a call in each block, in nanoseconds, in the order of time; two a palindrome.</param>
/// <param name="Canary">The canary's time around each block, in nanoseconds (mean of before and after).</param>
/// <param name="CallsPerBlock">How many calls a block had.</param>
/// <param name="AllocatedBytesPerCall">Managed bytes allocated per call.</param>
/// <param name="CpuNanosecondsPerCall">Processor time of the process per call.</param>
/// <param name="CallTimes">Times of single calls, where they are long enough to be timed alone.</param>
public sealed record LatencySamples(
    string Model, double[] Blocks, double[] Canary, int CallsPerBlock, double AllocatedBytesPerCall, double CpuNanosecondsPerCall,
    CallHistogram? CallTimes);

/// <summary>
/// One launch of a latency comparison: all models in one process, in palindromic order, blocks of equal duration, the canary around
/// every block. Sequential launches of single models differ by more than 10 % on a shared machine; ratios within one such launch do not.
/// </summary>
public static class LatencyLaunch
{
    /// <summary>Warms every model up, then measures.</summary>
    /// <param name="contenders">The models, teacher first.</param>
    /// <param name="palindromes">How many times forwards and backwards.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="canary">The canary.</param>
    public static IReadOnlyList<LatencySamples> Run(
        IReadOnlyList<Contender> contenders, int palindromes, IClock clock, ICanary canary)
    {
        var pilot = contenders.Select(contender => Warmup.Run(contender.Workload, 10e6, clock)).ToArray();
        var duration = Block.Duration(pilot);
        var series = contenders
            .Select((contender, index) => new Series(contender, pilot[index], duration, 2 * palindromes))
            .ToArray();

        var before = canary.Run();
        for (var palindrome = 0; palindrome < palindromes; palindrome++)
        {
            foreach (var index in BlockOrder.Palindrome(contenders.Count))
            {
                series[index].RunBlock(clock);
                var after = canary.Run();
                series[index].Canary.Add((before + after) / 2);
                before = after;
            }
        }

        return [.. series.Select(item => item.ToSamples())];
    }

    [SuppressMessage("Performance", "CA1859", Justification = "The interface is what is measured.")]
    private sealed class Series(Contender contender, double callNanoseconds, double blockNanoseconds, int blocks)
    {
        private readonly int calls = Block.Calls(callNanoseconds, blockNanoseconds);
        private readonly float[]? callTimes =
            callNanoseconds >= Block.ShortestCallTimedAlone ? new float[blocks * Block.Calls(callNanoseconds, blockNanoseconds)] : null;

        private readonly List<double> times = new(blocks);
        private long allocated;
        private double cpuNanoseconds;

        public List<double> Canary { get; } = new(blocks);

        public void RunBlock(IClock clock)
        {
            contender.BeforeBlock?.Invoke();
            var cpuBefore = Environment.CpuUsage.TotalTime;
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var time = callTimes is null
                ? Block.Run(contender.Workload, calls, clock)
                : Block.Run(contender.Workload, callTimes.AsSpan(times.Count * calls, calls), clock);
            allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            cpuNanoseconds += (Environment.CpuUsage.TotalTime - cpuBefore).TotalNanoseconds;
            times.Add(time);
            contender.AfterBlock?.Invoke();
        }

        public LatencySamples ToSamples()
        {
            double total = (double)calls * times.Count;
            return new LatencySamples(
                contender.Id, [.. times], [.. Canary], calls, allocated / total, cpuNanoseconds / total,
                callTimes is null ? null : CallHistogram.Count(callTimes));
        }
    }
}
