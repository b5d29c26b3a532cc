using InferenceCost.Statistics;
using Perfolizer.Mathematics.Cpd;

namespace InferenceCost.Comparison.History;

/// <summary>
/// Where the values of a trend began to be others, by ED-PELT (Haynes, Fearnhead and Eckley, Statistics and Computing 27, 2017,
/// 1293-1305), which assumes no form of distribution. Of values without any step it finds one in a quarter of series of forty; so a level
/// counts only if the rule that decides about two sets of launches tells it from the level before. Information, not a verdict: a machine
/// that changed makes a step as well, and the place may be off by one.
/// </summary>
internal static class ChangePoints
{
    /// <summary>With fewer points nothing is looked for.</summary>
    public const int FewestPoints = 30;

    /// <summary>A level lasts at least so many points: one bad day is no level, and fewer have no interval.</summary>
    private const int ShortestLevel = OrderStatisticInterval.MinimumCount;

    /// <summary>The change points, in the order of time.</summary>
    /// <param name="points">The values, in the order of time.</param>
    /// <param name="margin">The change that does not matter.</param>
    public static IReadOnlyList<ChangePoint> Find(IReadOnlyList<TrendPoint> points, ChangeMargin margin)
    {
        var values = points.Select(point => point.Value).ToArray();
        if (values.Length < FewestPoints || values.Any(value => value <= 0))
        {
            return [];
        }

        var found = new List<ChangePoint>();
        // Perfolizer names the last point of each level but the last.
        int[] starts =
            [.. EdPeltChangePointDetector.Instance.GetChangePointIndexes(values, ShortestLevel).Select(last => last + 1), values.Length];
        var level = 0;
        for (var next = 0; next < starts.Length - 1; next++)
        {
            var (before, after) = (values[level..starts[next]], values[starts[next]..starts[next + 1]]);
            var (old, @new) = (Quantile.Median(before), Quantile.Median(after));
            if (ChangeRule.Decide(IndependentLaunches.Change(before, after), margin.Factor(old, @new)) is ChangeVerdict.Slower
                or ChangeVerdict.Faster)
            {
                found.Add(new ChangePoint(starts[next], points[starts[next]].Run, old, @new));
                level = starts[next];
            }
        }

        return found;
    }
}
