using MathNet.Numerics.Random;

namespace InferenceCost.Statistics;

/// <summary>
/// Draws items with replacement where all that matters of an item is its kind: how many of each kind, a multinomial number, kind by kind
/// from binomial ones. Not for use by two threads at once.
/// </summary>
/// <param name="counts">How many items there are of each kind.</param>
/// <param name="seed">Seed of the generator.</param>
internal sealed class KindResampler(int[] counts, int seed)
{
    private readonly Xoshiro256StarStar random = new(seed, threadSafe: false);
    private readonly int[] drawn = new int[counts.Length];

    /// <summary>How many of each kind are drawn, as many in all as there are items: valid until the next draw.</summary>
    internal ReadOnlySpan<int> Next()
    {
        var (left, ofAll) = (counts.Sum(), counts.Sum());
        for (var kind = 0; kind < counts.Length; kind++)
        {
            // Of what is left to draw, this kind has its share of the kinds that are left.
            drawn[kind] = counts[kind] == 0 ? 0 : BinomialDraw.Next(random, left, (double)counts[kind] / ofAll);
            left -= drawn[kind];
            ofAll -= counts[kind];
        }

        return drawn;
    }
}
