using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// Means over items of a figure that each of them has. The difference has the paired t interval, with clustered standard errors where items
/// share sources (Miller 2024); the ratio has Fieller's. Where few items tell the models apart, how often they do bounds the difference.
/// </summary>
internal static class MeanComparison
{
    /// <summary>Compares two models.</summary>
    /// <param name="teacher">The teacher's figure of each item.</param>
    /// <param name="student">The student's.</param>
    /// <param name="clusters">The number of each item's source; null for independent items.</param>
    /// <param name="confidence">Two-sided confidence.</param>
    /// <param name="direction">Which direction is better.</param>
    /// <param name="range">How far two figures of an item can lie apart; null to take how far any of those seen do.</param>
    public static MetricComparison Compare(
        double[] teacher, double[] student, int[]? clusters, double confidence, Better direction = Better.Higher, double? range = null)
    {
        var (from, to) = direction == Better.Lower ? (student, teacher) : (teacher, student);
        var sign = direction == Better.Lower ? -1 : 1;
        var (teacherMean, studentMean) = (teacher.Average(), student.Average());
        var plain = new MetricComparison("", teacherMean, studentMean, sign * (studentMean - teacherMean), null, null)
        {
            Clusters = clusters?.Distinct().Count(),
            LogRatioEstimate = sign * (Math.Log(studentMean) - Math.Log(teacherMean)),
        };

        var telling = TellingUnits.Count(from, to, clusters);
        if (!telling.AreEnough)
        {
            return Bounded(plain, telling, range ?? Range(teacher, student), confidence);
        }

        var level = telling.Level(
            confidence, VarianceFreedom.Estimate([.. to.Zip(from, (second, first) => second - first)], clusters));
        var difference = clusters is null
            ? PairedMeanInterval.Compute(from, to, level)
            : PairedMeanInterval.OfClusters(from, to, clusters, level);

        // Fieller's interval takes items as independent; with shared sources there is none of the ratio.
        var ratio = clusters is null && teacherMean > 0 && studentMean > 0 ? FiellerInterval.OfPairs(to, from, level) : null;
        return plain with
        {
            Method = clusters is null ? "paired t" : "clustered t",
            Difference = difference is { } found ? found with { Confidence = confidence } : null,
            LogRatio = ratio is { Low: > 0 } ends ? new Interval(Math.Log(ends.Low), Math.Log(ends.High), confidence) : null,
        };
    }

    private static MetricComparison Bounded(MetricComparison plain, TellingUnits telling, double range, double confidence)
    {
        var bound = telling.Bound(range, confidence);
        return range == 0 ? plain with { Method = TellingUnits.BoundMethod } : plain with
        {
            Method = TellingUnits.BoundMethod,
            Difference = bound,
            LogRatio = plain is { Teacher: > 0, Student: > 0 } && plain.Clusters is null
                ? TellingUnits.LogRatio(bound, Math.Min(plain.Teacher, plain.Student))
                : null,
        };
    }

    private static double Range(double[] first, double[] second) =>
        Math.Max(first.Max(), second.Max()) - Math.Min(first.Min(), second.Min());
}
