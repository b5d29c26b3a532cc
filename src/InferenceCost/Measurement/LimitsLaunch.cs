using InferenceCost.Execution;
using InferenceCost.Records;

namespace InferenceCost.Measurement;

/// <summary>
/// The machine's own limits, in two products: a square one whose data stay in the caches tells how fast it multiplies, one of a vector and
/// a matrix larger than the caches how fast it reads. One call at a time, with the threads of the run: what several callers could reach
/// together is not measured.
/// </summary>
internal static class LimitsLaunch
{
    /// <summary>
    /// How long a block lasts, in nanoseconds, or one call if that is longer. Short ones, unlike those of latency: what is wanted is the best
    /// one, and on a shared machine a block of tens of milliseconds hardly ever passes undisturbed.
    /// </summary>
    private const double BlockNanoseconds = 1e6;

    /// <summary>However slow the machine: the best of one is no maximum.</summary>
    private const int FewestBlocks = 5;

    public static LimitsResult Run(LimitsJob job, IClock clock)
    {
        var arithmetic = new MatrixProduct(job.Side, job.Side, job.Side);
        var memory = new MatrixProduct(1, job.Inputs, job.Outputs);
        return new LimitsResult(
            new RateBlocks(arithmetic.Macs, Blocks(arithmetic, job, clock)), new RateBlocks(memory.WeightBytes, Blocks(memory, job, clock)));
    }

    private static double[] Blocks(MatrixProduct product, LimitsJob job, IClock clock)
    {
        using var loaded = LoadedModel.Load(product.ToBytes(), ProviderCatalog.Find(job.Provider), job.Settings);
        using var workload = BoundWorkload.Bind(loaded, [product.Item()]);
        var call = Warmup.Run(workload, BlockNanoseconds, clock);
        var calls = Block.Calls(call, BlockNanoseconds);
        var blocks = new double[Math.Max(FewestBlocks, (int)(job.Seconds * 1e9 / (calls * Math.Max(call, 1))))];
        Fill(blocks, workload, calls, clock);
        return blocks;
    }

    /// <summary>Times as many blocks as there is room for.</summary>
    internal static void Fill(Span<double> blocks, IWorkload workload, int calls, IClock clock)
    {
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = Block.Run(workload, calls, clock);
        }
    }
}
