using System.Collections.Concurrent;

namespace InferenceCost.Statistics;

/// <summary>
/// The exact distribution of the Mann-Whitney count U, how many of the pairs (one value of each sample) have the second value below the
/// first, if both samples come from one continuous distribution (Mann and Whitney, Annals of Mathematical Statistics 18, 1947, 50-60).
/// </summary>
internal static class RankSumTail
{
    private static readonly ConcurrentDictionary<(int First, int Second), double[]> Known = new();

    /// <summary>P(U is at most <paramref name="count"/>) for samples of these sizes.</summary>
    public static double AtMost(int count, int first, int second) =>
        count < 0 ? 0 : Cumulative(Math.Min(first, second), Math.Max(first, second))[count];

    /// <summary>
    /// U at most u happens in as many ways as numbers up to u can be written as a sum of at most <paramref name="first"/> parts, each at
    /// most <paramref name="second"/>.
    /// </summary>
    private static double[] Cumulative(int first, int second) => Known.GetOrAdd((first, second), static sizes =>
    {
        var (parts, largest) = sizes;
        var ways = new double[parts + 1][];
        for (var used = 0; used <= parts; used++)
        {
            ways[used] = new double[(parts * largest) + 1];
        }

        ways[0][0] = 1;
        for (var size = 1; size <= largest; size++)
        {
            for (var used = 1; used <= parts; used++)
            {
                for (var sum = size; sum <= used * size; sum++)
                {
                    ways[used][sum] += ways[used - 1][sum - size];
                }
            }
        }

        var cumulative = new double[(parts * largest) + 1];
        var total = 0.0;
        for (var sum = 0; sum < cumulative.Length; sum++)
        {
            total += ways.Sum(row => row[sum]);
            cumulative[sum] = total;
        }

        return Array.ConvertAll(cumulative, count => count / total);
    });
}
