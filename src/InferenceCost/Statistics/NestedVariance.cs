namespace InferenceCost.Statistics;

/// <summary>
/// The variance of values that come several to a group, apart: within groups, and between their means once what the first adds to those is
/// taken off. A method of moments, unbiased for groups of any sizes: E[variance of the means] = between + within * mean(1 / size).
/// </summary>
/// <param name="Within">Variance of the values of one group; null where every group has one.</param>
/// <param name="Between">
/// Variance of the groups' true means, 0 where chance explains their spread; null where there are fewer than two groups or
/// <paramref name="Within"/> is not known.
/// </param>
public sealed record NestedVariance(double? Within, double? Between)
{
    /// <summary>Estimates it.</summary>
    /// <param name="values">The values.</param>
    /// <param name="groups">The group of each, from 0; every group below the highest has a value.</param>
    /// <exception cref="ArgumentException">Other numbers of values and groups.</exception>
    public static NestedVariance Estimate(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        if (values.Length != groups.Length)
        {
            throw new ArgumentException("Every value needs its group.", nameof(groups));
        }

        var count = 0;
        foreach (var group in groups)
        {
            count = Math.Max(count, group + 1);
        }

        var (sizes, means) = (new int[count], new double[count]);
        for (var i = 0; i < values.Length; i++)
        {
            var size = ++sizes[groups[i]];
            means[groups[i]] += (values[i] - means[groups[i]]) / size;
        }

        var inside = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            inside += Square(values[i] - means[groups[i]]);
        }

        var free = values.Length - count;
        if (free == 0)
        {
            return new NestedVariance(null, null);
        }

        var within = inside / free;
        if (count < 2)
        {
            return new NestedVariance(within, null);
        }

        var center = means.Average();
        var ofMeans = means.Sum(mean => Square(mean - center)) / (count - 1);
        return new NestedVariance(within, Math.Max(0, ofMeans - (within * sizes.Average(size => 1.0 / size))));
    }

    private static double Square(double value) => value * value;
}
