using InferenceCost.Quality.Pairing;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// Shares of right answers. Independent items: Tango's score interval of the difference, and the score interval of the ratio. Items that
/// share sources: the clustered t interval of the difference of right and wrong as numbers, since the score intervals would count every
/// item as a replicate.
/// </summary>
internal static class RightAnswersComparison
{
    public static MetricComparison Compare(PairedItems items, PairedCounts counts, double confidence)
    {
        if (items.Clusters() is { } clusters)
        {
            return MeanComparison.Compare(
                [.. Right(items.Count, items.TeacherIsRight)], [.. Right(items.Count, items.StudentIsRight)], clusters, confidence) with
            {
                Counts = counts,
            };
        }

        // Of a teacher that is never right every share can be kept: its ratio decides nothing.
        var ratio = counts.TeacherAccuracy > 0 ? PairedRatioInterval.Compute(counts, confidence) : null;
        return new MetricComparison(
            "Tango score", counts.TeacherAccuracy, counts.StudentAccuracy, counts.Difference, TangoInterval.Compute(counts, confidence),
            ratio is { } ends ? new Interval(Math.Log(ends.Low), Math.Log(ends.High), ends.Confidence) : null)
        {
            Counts = counts,
        };
    }

    private static IEnumerable<double> Right(int count, Func<int, bool> isRight) =>
        Enumerable.Range(0, count).Select(item => isRight(item) ? 1.0 : 0.0);
}
