using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.MachinePeak;

/// <summary>Measure what the machine can do at most, without any model.</summary>
public sealed record MachinePeakJob : WorkerJob
{
    /// <summary>
    /// Rows and columns of the square product: 134 million multiply-accumulates, 3 ms on a core that does 45 billion a second, over 3 MB
    /// that kernels work through in pieces that fit into the caches. One of 768 is no faster, and finds an undisturbed moment less often.
    /// </summary>
    public int Side { get; init; } = 512;

    /// <summary>
    /// Rows of the weights that are read from memory; with <see cref="Outputs"/> 134 MB, four times the last-level cache that one core of
    /// a common server reaches (32 MB). Where that cache is larger than 100 MB, a part of them may stay in it.
    /// </summary>
    public int Inputs { get; init; } = 8192;

    /// <summary>Columns of the weights that are read from memory: few enough that the result stays in the first-level cache.</summary>
    public int Outputs { get; init; } = 4096;

    /// <summary>How long the blocks of each product take together, and the windows of several callers as long again.</summary>
    public double Seconds { get; init; } = 0.5;

    /// <summary>Callers of a throughput case; with one, nothing more is measured.</summary>
    public int Callers { get; init; } = 1;

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => MachinePeakLaunch.Run(this, clock);
}
