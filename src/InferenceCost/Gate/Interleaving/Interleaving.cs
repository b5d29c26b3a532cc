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
/// <param name="BaseNanoseconds">How long all blocks of the base took.</param>
/// <param name="HeadNanoseconds">The same of the head.</param>
public sealed record PairedBlocks(double[] Base, double[] Head, double[] Canary, double BaseNanoseconds, double HeadNanoseconds);

/// <summary>
/// Interleaves two live processes, block by block, base head head base or head base base head as it is drawn. Within such a launch the
/// log-ratio of two equal builds varied by 0.013 to 0.019 between launches on a shared two-core machine, where whole processes one after
/// the other gave 0.045 to 0.049.
/// </summary>
public static class InterleavedBlocks
{
    /// <summary>
    /// How long a block lasts on average, or one call of the slower side if that is longer. A block costs two messages and cold caches,
    /// some 0.1 ms; in 20 ms that is nothing.
    /// </summary>
    public const double BlockNanoseconds = 20e6;

    /// <summary>
    /// Pairs of blocks in a launch, two a palindrome: with twenty, chance within the launch was the larger part of the spread between
    /// launches.
    /// </summary>
    public const int Pairs = 40;

    /// <summary>
    /// Warms both up and runs the blocks, equally long ones within a palindrome: where other work fights for the core, a longer block is
    /// interrupted more often, and with equally many calls the slower side would look slower than it is.
    /// </summary>
    /// <param name="base">The base.</param>
    /// <param name="head">The head.</param>
    /// <param name="headFirst">Whether the head warms up first; every other launch, so that being first favours nobody.</param>
    /// <param name="seed">What <see cref="BlockOrder.Draw"/> draws from.</param>
    /// <param name="canary">Runs around every block, in this process and not in either side's.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static PairedBlocks Run(
        IInterleavedSide @base, IInterleavedSide head, bool headFirst, int seed, ICanary canary, CancellationToken cancellation = default)
    {
        IInterleavedSide[] sides = [@base, head];
        var fastest = new double[sides.Length];
        foreach (var side in headFirst ? [1, 0] : (int[])[0, 1])
        {
            fastest[side] = sides[side].Warm();
        }

        var duration = Math.Max(BlockNanoseconds, fastest.Max());
        List<double>[] times = [[], []], canaries = [[], []];
        var wall = new double[sides.Length];
        var before = canary.Run();
        foreach (var palindrome in BlockOrder.Draw(sides.Length, Pairs / 2, seed))
        {
            foreach (var side in palindrome.Order)
            {
                cancellation.ThrowIfCancellationRequested();
                // As many as fill the length undisturbed: what disturbs one side makes its blocks no shorter.
                var calls = Measuring.Block.Calls(fastest[side], palindrome.Length * duration);
                var time = sides[side].Block(calls);
                times[side].Add(time);
                wall[side] += time * calls;
                fastest[side] = Math.Min(fastest[side], time);
                var after = canary.Run();
                canaries[side].Add((before + after) / 2);
                before = after;
            }
        }

        return new PairedBlocks(
            [.. times[0]], [.. times[1]], [.. canaries[1].Zip(canaries[0], (one, other) => one / other)], wall[0], wall[1]);
    }
}
