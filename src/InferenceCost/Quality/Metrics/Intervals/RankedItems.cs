namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>Items in the order of their numbers: what all that lie below each of them sum to, after one sort.</summary>
internal sealed class RankedItems
{
    private readonly int[] order;

    /// <summary>For each group of tied items, the place in the order behind its last one.</summary>
    private readonly int[] ends;

    /// <summary>Sorts items.</summary>
    /// <param name="numbers">The number of each, none of them NaN.</param>
    public RankedItems(double[] numbers)
    {
        order = [.. Enumerable.Range(0, numbers.Length)];
        var keys = (double[])numbers.Clone();
        Array.Sort(keys, order);
        ends = [.. Enumerable.Range(1, keys.Length).Where(place => place == keys.Length || keys[place] != keys[place - 1])];
    }

    /// <summary>For each item, the sum of the weights of those with lower numbers, and of a share of those that are tied with it.</summary>
    /// <param name="weights">The weight of each item.</param>
    /// <param name="tied">How much tied ones count, the item itself among them: half as ranks have it, 1 for "at most as high".</param>
    public double[] Below(double[] weights, double tied = 0.5)
    {
        var below = new double[order.Length];
        var (start, sum) = (0, 0.0);
        foreach (var end in ends)
        {
            var group = 0.0;
            for (var place = start; place < end; place++)
            {
                group += weights[order[place]];
            }

            for (; start < end; start++)
            {
                below[order[start]] = sum + (tied * group);
            }

            sum += group;
        }

        return below;
    }

    /// <summary>The same of those with higher numbers.</summary>
    /// <param name="weights">The weight of each item.</param>
    /// <param name="tied">How much tied ones count.</param>
    public double[] Above(double[] weights, double tied = 0.5)
    {
        var total = weights.Sum();
        return Array.ConvertAll(Below(weights, 1 - tied), below => total - below);
    }

    /// <summary>The share of all items below each one, less one half: 0 for one in the middle, half of the tied ones counted.</summary>
    public double[] Centred()
    {
        var ones = new double[order.Length];
        Array.Fill(ones, 1);
        return Array.ConvertAll(Below(ones), below => (below / order.Length) - 0.5);
    }
}
