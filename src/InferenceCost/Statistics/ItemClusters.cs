namespace InferenceCost.Statistics;

/// <summary>Which items belong together, such as the questions about one text: the units that a bootstrap of clusters draws.</summary>
internal sealed class ItemClusters
{
    private readonly int[] items;
    private readonly int[] starts;

    private ItemClusters(int[] items, int[] starts) => (this.items, this.starts) = (items, starts);

    internal int Count => starts.Length - 1;

    /// <summary>Items of the cluster at <paramref name="index"/>, 0 to <see cref="Count"/> - 1.</summary>
    internal ReadOnlySpan<int> this[int index] => items.AsSpan(starts[index]..starts[index + 1]);

    /// <summary>The sum of the items' values in each cluster.</summary>
    internal double[] Sums(double[] values)
    {
        var sums = new double[Count];
        for (var cluster = 0; cluster < sums.Length; cluster++)
        {
            foreach (var item in this[cluster])
            {
                sums[cluster] += values[item];
            }
        }

        return sums;
    }

    /// <summary>Groups items by the number of their cluster, which may be any; clusters stand in the order of their numbers.</summary>
    internal static ItemClusters Number(int[] clusters)
    {
        var items = Enumerable.Range(0, clusters.Length).OrderBy(item => clusters[item]).ToArray();
        var starts = Enumerable.Range(0, items.Length).Where(i => i == 0 || clusters[items[i]] != clusters[items[i - 1]]);
        return new ItemClusters(items, [.. starts, items.Length]);
    }
}
