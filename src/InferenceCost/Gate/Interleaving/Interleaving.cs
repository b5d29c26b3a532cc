using InferenceCost.Measuring;

namespace InferenceCost.Gate.Interleaving;

/// <summary>One side of a comparison of two live processes.</summary>
public interface IInterleavedSide
{
    /// <summary>Warms up and returns the time of a call, in nanoseconds.</summary>
    double Warm();

    /// <summary>Runs a block and returns its mean time of a call, in nanoseconds.</summary>
    double Block(int calls);
}

/// <summary>Interleaved blocks of two sides, pair by pair.</summary>
/// <param name="Base">Mean time of a call in each block of the base, in nanoseconds.</param>
/// <param name="Head">The same of the head; each block is the neighbour in time of the base's at its index.</param>
/// <param name="Canary">For each pair, the canary's time around the head's block over that around the base's.</param>
public sealed record PairedBlocks(double[] Base, double[] Head, double[] Canary);

/// <summary>
/// Interleaves two live processes, block by block, base head head base. Within such a launch the log-ratio of two equal builds varied
/// by 0.013 to 0.019 between launches on a shared two-core machine, where whole processes one after the other gave 0.045 to 0.049.
/// </summary>
public static class InterleavedBlocks
{
    /// <summary>
    /// How long a block lasts, or one call of the slower side if that is longer. A block costs two messages and cold caches, some 0.1 ms;
    /// in 20 ms that is nothing.
    /// </summary>
    public const double BlockNanoseconds = 20e6;

    /// <summary>
    /// Pairs of blocks in a launch: with twenty, chance within the launch was the larger part of the spread between launches.
    /// </summary>
    public const int Pairs = 40;

    /// <summary>
    /// Warms both up and runs the blocks, equally long ones: where other work fights for the core, a longer block is interrupted more
    /// often, and with equally many calls the slower side would look slower than it is.
    /// </summary>
    /// <param name="base">The base.</param>
    /// <param name="head">The head.</param>
    /// <param name="headFirst">Whether the head has the first block; every other launch, so that being first favours nobody.</param>
    /// <param name="canary">Runs around every block, in this process and not in either side's.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static PairedBlocks Run(
        IInterleavedSide @base, IInterleavedSide head, bool headFirst, ICanary canary, CancellationToken cancellation = default)
    {
        IInterleavedSide[] sides = headFirst ? [head, @base] : [@base, head];
        double[] warm = [.. sides.Select(side => side.Warm())];
        var duration = Math.Max(BlockNanoseconds, warm.Max());
        int[] calls = [.. warm.Select(call => Measuring.Block.Calls(call, duration))];
        double[][] times = [new double[Pairs], new double[Pairs]], canaries = [new double[Pairs], new double[Pairs]];
        var before = canary.Run();
        for (var pair = 0; pair < Pairs; pair++)
        {
            for (var place = 0; place < 2; place++)
            {
                cancellation.ThrowIfCancellationRequested();
                var side = (pair + place) % 2;
                times[side][pair] = sides[side].Block(calls[side]);
                var after = canary.Run();
                canaries[side][pair] = (before + after) / 2;
                before = after;
            }
        }

        var (own, other) = headFirst ? (1, 0) : (0, 1);
        return new PairedBlocks(times[own], times[other], [.. canaries[other].Zip(canaries[own], (one, second) => one / second)]);
    }
}
