using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Scenarios.MachinePeak;

/// <summary>
/// The machine's own limits, in two products: a square one whose data stay in the caches tells how fast it multiplies, one of a vector and
/// a matrix larger than the caches how fast it reads. First one call at a time, with the threads of the run, then as many callers as a
/// throughput case has.
/// </summary>
internal static class MachinePeakLaunch
{
    /// <summary>
    /// How long a block lasts, in nanoseconds, or one call if that is longer. Short ones, unlike those of latency: what is wanted is the
    /// best one, and on a shared machine a block of tens of milliseconds hardly ever passes undisturbed.
    /// </summary>
    private const double BlockNanoseconds = 1e6;

    /// <summary>
    /// How long a window of several callers lasts at least, in nanoseconds: long against what it takes to wake them (a tenth of a
    /// millisecond), short enough that some pass undisturbed.
    /// </summary>
    private const double WindowNanoseconds = 20e6;

    /// <summary>
    /// Calls in a window at least: a caller's rate is counted over its own whole calls, of which the others' windows see a part.
    /// </summary>
    private const int FewestCalls = 4;

    /// <summary>However slow the machine: a maximum needs more than one block.</summary>
    private const int FewestBlocks = 5;

    public static MachinePeakResult Run(MachinePeakJob job, IClock clock)
    {
        var square = new MatrixProduct(job.Side, job.Side, job.Side);
        var tall = new MatrixProduct(1, job.Inputs, job.Outputs);
        var arithmetic = Blocks(square, square.Macs, job, clock);
        var memory = Blocks(tall, tall.WeightBytes, job, clock);
        return new MachinePeakResult(
            [.. arithmetic.Zip(memory, (first, second) => new CallerLimits(first.Callers, first.Blocks, second.Blocks))]);
    }

    private static List<(int Callers, RateBlocks Blocks)> Blocks(MatrixProduct product, long work, MachinePeakJob job, IClock clock)
    {
        using var loaded = LoadedModel.Load(product.ToBytes(), job.FindProvider(), job.Settings);
        var workloads = Enumerable.Range(0, job.Callers).Select(_ => BoundWorkload.Bind(loaded, [product.Item()])).ToList();
        try
        {
            var call = Warmup.Run(workloads[0], BlockNanoseconds, clock);
            var calls = Block.Calls(call, BlockNanoseconds);
            var blocks = new double[Count(job.Seconds, calls * call)];
            Fill(blocks, workloads[0], calls, clock);
            List<(int, RateBlocks)> all = [(1, new RateBlocks(work, blocks))];
            if (job.Callers > 1)
            {
                all.Add((job.Callers, new RateBlocks(work, Together(workloads, call, job.Seconds, clock))));
            }

            return all;
        }
        finally
        {
            workloads.ForEach(workload => workload.Dispose());
        }
    }

    /// <summary>Times as many blocks as there is room for.</summary>
    internal static void Fill(Span<double> blocks, IWorkload workload, int calls, IClock clock)
    {
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = Block.Run(workload, calls, clock);
        }
    }

    private static double[] Together(List<BoundWorkload> workloads, double call, double seconds, IClock clock)
    {
        using var callers = new Callers(workloads.Count);
        var window = Math.Max(WindowNanoseconds, FewestCalls * call);
        callers.CallsPerSecond(workloads, window, call, clock);
        return [.. Enumerable.Range(0, Count(seconds, window)).Select(_ => 1e9 / callers.CallsPerSecond(workloads, window, call, clock))];
    }

    private static int Count(double seconds, double nanosecondsEach) =>
        Math.Max(FewestBlocks, (int)(seconds * 1e9 / Math.Max(nanosecondsEach, 1)));
}
