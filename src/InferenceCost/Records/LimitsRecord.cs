namespace InferenceCost.Records;

/// <summary>
/// What the machine can do at most for one caller or for several together, through the same runtime, provider and threads as the models:
/// measured in the same run, since a shared machine is not the same one tomorrow. The best of several blocks.
/// </summary>
public sealed record LimitsRecord
{
    /// <summary>The execution provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Threads inside one call.</summary>
    public required int Threads { get; init; }

    /// <summary>Callers at the same time, each with its own buffers; the rates are those of all together.</summary>
    public int Callers { get; init; } = 1;

    /// <summary>Multiply-accumulates per second of 32-bit numbers, in a square matrix product.</summary>
    public required double MacsPerSecond { get; init; }

    /// <summary>Bytes per second of weights that lie in memory, not in a cache, in a product of a matrix and a vector.</summary>
    public required double BytesPerSecond { get; init; }

    /// <summary>The blocks behind <see cref="MacsPerSecond"/>; the work is in multiply-accumulates.</summary>
    public required RateBlocks Arithmetic { get; init; }

    /// <summary>The blocks behind <see cref="BytesPerSecond"/>; the work is in bytes.</summary>
    public required RateBlocks Memory { get; init; }
}

/// <summary>Blocks of calls that all do the same amount of work.</summary>
/// <param name="WorkPerCall">How much a call does, in the unit that the rate counts.</param>
/// <param name="CallNanoseconds">
/// Time over calls in each block, in nanoseconds, in the order of time; of several callers the calls of all count.
/// </param>
public sealed record RateBlocks(long WorkPerCall, double[] CallNanoseconds)
{
    /// <summary>Work per second in the shortest block; NaN where there is none.</summary>
    public double BestPerSecond() => CallNanoseconds.Length == 0 ? double.NaN : 1e9 * WorkPerCall / CallNanoseconds.Min();
}
