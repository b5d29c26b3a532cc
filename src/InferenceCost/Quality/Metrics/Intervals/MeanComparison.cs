using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// Means over items of a figure that each of them has. The difference has the paired t interval, with clustered standard errors where items
/// share sources (Miller 2024); the ratio has Fieller's.
/// </summary>
internal static class MeanComparison
{
    public static MetricComparison Compare(double[] teacher, double[] student, int[]? clusters, double confidence)
    {
        var (teacherMean, studentMean) = (teacher.Average(), student.Average());
        var difference = clusters is null
            ? PairedMeanInterval.Compute(teacher, student, confidence)
            : PairedMeanInterval.OfClusters(teacher, student, clusters, confidence);

        // Fieller's interval takes items as independent; with shared sources there is none of the ratio.
        var ratio = clusters is null && teacherMean > 0 && studentMean > 0 ? FiellerInterval.OfPairs(student, teacher, confidence) : null;
        return new MetricComparison(
            clusters is null ? "paired t" : "clustered t", teacherMean, studentMean, studentMean - teacherMean, difference,
            ratio is { Low: > 0 } ends ? new Interval(Math.Log(ends.Low), Math.Log(ends.High), ends.Confidence) : null)
        {
            Clusters = clusters?.Distinct().Count(),
        };
    }
}
