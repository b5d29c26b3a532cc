using System.Runtime.CompilerServices;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Measuring;

/// <summary>
/// Back-to-back calls of one workload: the smallest thing that is timed. Compiled with optimisation from the first call on, so that no loop
/// is replaced in the middle of a measurement.
/// </summary>
public static class Block
{
    /// <summary>
    /// Runs a block and returns the mean time of a call in nanoseconds. Two clock readings, nothing between them but calls.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Run(IWorkload workload, int calls, IClock clock)
    {
        var start = clock.Nanoseconds;
        for (var i = 0; i < calls; i++)
        {
            workload.Run();
        }

        return (double)(clock.Nanoseconds - start) / calls;
    }

    /// <summary>
    /// Runs a block and also keeps the time of every call. One clock reading a call (about 30 ns) is what it costs, so it is for calls of
    /// 5 us and more (<see cref="ShortestCallTimedAlone"/>).
    /// </summary>
    /// <param name="workload">What is timed.</param>
    /// <param name="callTimes">Receives one time per call, in nanoseconds; its length is the number of calls.</param>
    /// <param name="clock">The clock.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Run(IWorkload workload, Span<float> callTimes, IClock clock)
    {
        var start = clock.Nanoseconds;
        var before = start;
        for (var i = 0; i < callTimes.Length; i++)
        {
            workload.Run();
            var now = clock.Nanoseconds;
            callTimes[i] = now - before;
            before = now;
        }

        return (double)(before - start) / callTimes.Length;
    }

    /// <summary>Calls shorter than this are timed in blocks only: the reading of the clock would show. In nanoseconds.</summary>
    public const double ShortestCallTimedAlone = 5_000;

    /// <summary>How many calls fill a block.</summary>
    /// <param name="callNanoseconds">How long one call takes.</param>
    /// <param name="blockNanoseconds">How long the block should last.</param>
    public static int Calls(double callNanoseconds, double blockNanoseconds) =>
        (int)Math.Clamp(Math.Round(blockNanoseconds / Math.Max(callNanoseconds, 1)), 1, 10_000_000);

    /// <summary>
    /// How long the blocks of one comparison last: ten milliseconds, or one call of the slowest model if that is longer. All alike, so
    /// that no model gets a larger share of the machine's bad moments.
    /// </summary>
    public static double Duration(IEnumerable<double> callNanoseconds) => Math.Max(10e6, callNanoseconds.Max());
}
