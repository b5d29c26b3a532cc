using InferenceCost.Statistics;

namespace InferenceCost.Comparison.History;

/// <summary>
/// What a value is compared with: never the one before it, whose luck would be taken for a change, and never the best ever, which is luck.
/// </summary>
internal static class Baseline
{
    private const int Most = 10;
    private const int Fewest = 3;

    /// <summary>The median of the ten values before a point; null with fewer than three.</summary>
    public static double? Before(IReadOnlyList<TrendPoint> points, int index)
    {
        var values = points.Take(index).Skip(index - Math.Min(index, Most)).Select(point => point.Value).ToArray();
        return values.Length < Fewest ? null : Quantile.Median(values);
    }
}
