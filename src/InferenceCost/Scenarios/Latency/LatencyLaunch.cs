using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using InferenceCost.Machine.Platform;
using InferenceCost.Measuring;

namespace InferenceCost.Scenarios.Latency;

/// <summary>What one model did in one interleaved launch.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Blocks">Mean time of a call in each block, in nanoseconds, in the order of time; two a palindrome.</param>
/// <param name="Canary">The canary's time around each block, in nanoseconds (mean of before and after).</param>
/// <param name="CallsPerBlock">How many calls a block of the usual length has.</param>
/// <param name="AllocatedBytesPerCall">Managed bytes allocated per call.</param>
/// <param name="CpuNanosecondsPerCall">Processor time of the process per call.</param>
/// <param name="CallTimes">Times of single calls, where they are long enough to be timed alone.</param>
public sealed record LatencySamples(
    string Model, double[] Blocks, double[] Canary, int CallsPerBlock, double AllocatedBytesPerCall, double CpuNanosecondsPerCall,
    CallHistogram? CallTimes)
{
    /// <summary>
    /// The processor time of the calling thread over the time of the blocks: 1 where nobody held it up; null where a device or more
    /// threads than one run the calls, where the system does not say, and in journals of older versions.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BusyShare { get; init; }
}

/// <summary>
/// One launch of a latency comparison: all models in one process, in palindromic order, the blocks of a palindrome of equal duration, the
/// canary around every block. Sequential launches of single models differ by more than 10 % on a shared machine; ratios within one such
/// launch do not.
/// </summary>
public static class LatencyLaunch
{
    /// <summary>Warms every model up, then measures.</summary>
    /// <param name="contenders">The models, teacher first.</param>
    /// <param name="palindromes">How many times forwards and backwards.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="canary">The canary.</param>
    /// <param name="seed">What <see cref="BlockOrder.Draw"/> draws from.</param>
    public static IReadOnlyList<LatencySamples> Run(
        IReadOnlyList<Contender> contenders, int palindromes, IClock clock, ICanary canary, int seed)
    {
        var pilot = contenders.Select(contender => Warmup.Run(contender.Workload, 10e6, clock)).ToArray();
        var duration = Block.Duration(pilot);
        var series = contenders
            .Select((contender, index) => new Series(contender, pilot[index], duration, 2 * palindromes))
            .ToArray();

        var before = canary.Run();
        foreach (var palindrome in BlockOrder.Draw(contenders.Count, palindromes, seed))
        {
            foreach (var index in palindrome.Order)
            {
                series[index].RunBlock(clock, palindrome.Length * duration);
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
        // Twice what is expected: a model that was disturbed while it warmed up has more calls to a block than it seemed.
        private readonly float[]? callTimes = callNanoseconds >= Block.ShortestCallTimedAlone
            ? new float[2 * blocks * Block.Calls(callNanoseconds, blockNanoseconds)]
            : null;

        private readonly List<double> times = new(blocks);
        private double fastest = callNanoseconds;
        private int calls;
        private long allocated;
        private double cpuNanoseconds;
        private double wallNanoseconds;
        private double? threadNanoseconds = 0;

        public List<double> Canary { get; } = new(blocks);

        /// <summary>As many calls as fill the length undisturbed: what disturbs one model makes its blocks no shorter.</summary>
        public void RunBlock(IClock clock, double nanoseconds)
        {
            var count = Block.Calls(fastest, nanoseconds);
            count = callTimes is null ? count : Math.Min(count, (callTimes.Length - calls) / (blocks - times.Count));
            contender.BeforeBlock?.Invoke();
            var cpuBefore = Environment.CpuUsage.TotalTime;
            var threadBefore = ThreadTime.Nanoseconds();
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var time = callTimes is null
                ? Block.Run(contender.Workload, count, clock)
                : Block.Run(contender.Workload, callTimes.AsSpan(calls, count), clock);
            allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            threadNanoseconds += ThreadTime.Nanoseconds() - threadBefore;
            cpuNanoseconds += (Environment.CpuUsage.TotalTime - cpuBefore).TotalNanoseconds;
            times.Add(time);
            calls += count;
            wallNanoseconds += time * count;
            fastest = Math.Min(fastest, time);
            contender.AfterBlock?.Invoke();
        }

        public LatencySamples ToSamples()
        {
            return new LatencySamples(
                contender.Id, [.. times], [.. Canary], Block.Calls(fastest, blockNanoseconds), allocated / (double)calls,
                cpuNanoseconds / calls, callTimes is null ? null : CallHistogram.Count(callTimes.Take(calls)))
            {
                BusyShare = threadNanoseconds / wallNanoseconds,
            };
        }
    }
}
