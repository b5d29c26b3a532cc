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
    /// <summary>Compares two models.</summary>
    /// <param name="items">Their answers.</param>
    /// <param name="counts">Who is right on which.</param>
    /// <param name="confidence">Two-sided confidence.</param>
    /// <param name="isRight">Whether the teacher, and whether the student is right on an item; null for that of the class.</param>
    public static MetricComparison Compare(
        PairedItems items, PairedCounts counts, double confidence, Func<int, (bool Teacher, bool Student)>? isRight = null)
    {
        if (items.Clusters() is { } clusters)
        {
            isRight ??= item => (items.TeacherIsRight(item), items.StudentIsRight(item));
            return MeanComparison.Compare(
                [.. Right(items.Count, item => isRight(item).Teacher)], [.. Right(items.Count, item => isRight(item).Student)],
                clusters, confidence, range: 1) with
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
