using System.Runtime.InteropServices;
using MathNet.Numerics.Random;

namespace InferenceCost.Statistics;

/// <summary>Draws items with replacement, or whole clusters of them. Not for use by two threads at once.</summary>
/// <param name="items">Number of items.</param>
/// <param name="clusters">The clusters of the items; null where each is drawn by itself.</param>
/// <param name="seed">Seed of the generator.</param>
internal sealed class ItemResampler(int items, ItemClusters? clusters, int seed)
{
    private readonly Xoshiro256StarStar random = new(seed, threadSafe: false);
    private readonly byte[] bytes = new byte[4096];
    private readonly int[] units = new int[clusters?.Count ?? items];
    private int[] members = [];

    /// <summary>Indices of the drawn items: valid until the next draw. Clusters of unequal size give unequal numbers of items.</summary>
    internal ReadOnlySpan<int> Next()
    {
        DrawUnits();
        if (clusters is null)
        {
            return units;
        }

        var count = 0;
        foreach (var unit in units)
        {
            count = checked(count + clusters[unit].Length);
        }

        if (members.Length < count)
        {
            members = new int[count];
        }

        var rest = members.AsSpan();
        foreach (var unit in units)
        {
            var cluster = clusters[unit];
            cluster.CopyTo(rest);
            rest = rest[cluster.Length..];
        }

        return members.AsSpan(0, count);
    }

    private void DrawUnits()
    {
        // The generator's bytes, 32 bits a unit, scaled to the range: eight times faster than its Next, which is most of a bootstrap's
        // time otherwise. Rounding moves the chance of a unit by less than units / 2^32 of itself: 0.0002 % at 10,000.
        var count = (ulong)units.Length;
        for (var start = 0; start < units.Length; start += bytes.Length / sizeof(uint))
        {
            random.NextBytes(bytes);
            var numbers = MemoryMarshal.Cast<byte, uint>(bytes);
            var chunk = units.AsSpan(start, Math.Min(numbers.Length, units.Length - start));
            for (var i = 0; i < chunk.Length; i++)
            {
                chunk[i] = (int)((numbers[i] * count) >> 32);
            }
        }
    }
}
