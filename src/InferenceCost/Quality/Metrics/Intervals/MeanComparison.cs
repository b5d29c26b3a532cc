using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// Means over items of a figure that each of them has. The difference has the paired t interval, with clustered standard errors where items
/// share sources (Miller 2024); the ratio has Fieller's.
/// </summary>
internal static class MeanComparison
{
    /// <summary>Compares two models.</summary>
    /// <param name="teacher">The teacher's figure of each item.</param>
    /// <param name="student">The student's.</param>
    /// <param name="clusters">The number of each item's source; null for independent items.</param>
    /// <param name="confidence">Two-sided confidence.</param>
    /// <param name="direction">Which direction is better.</param>
    public static MetricComparison Compare(
        double[] teacher, double[] student, int[]? clusters, double confidence, Better direction = Better.Higher)
    {
        var (from, to) = direction == Better.Lower ? (student, teacher) : (teacher, student);
        var (teacherMean, studentMean) = (teacher.Average(), student.Average());
        var difference = clusters is null
            ? PairedMeanInterval.Compute(from, to, confidence)
            : PairedMeanInterval.OfClusters(from, to, clusters, confidence);

        // Fieller's interval takes items as independent; with shared sources there is none of the ratio.
        var ratio = clusters is null && teacherMean > 0 && studentMean > 0 ? FiellerInterval.OfPairs(to, from, confidence) : null;
        var sign = direction == Better.Lower ? -1 : 1;
        return new MetricComparison(
            clusters is null ? "paired t" : "clustered t", teacherMean, studentMean, sign * (studentMean - teacherMean), difference,
            ratio is { Low: > 0 } ends ? new Interval(Math.Log(ends.Low), Math.Log(ends.High), ends.Confidence) : null)
        {
            Clusters = clusters?.Distinct().Count(),
            LogRatioEstimate = sign * (Math.Log(studentMean) - Math.Log(teacherMean)),
        };
    }
}
