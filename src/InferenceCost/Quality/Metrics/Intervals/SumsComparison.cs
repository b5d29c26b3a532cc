using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// Rates that are sums over items divided by a sum over items that both models share, as errors over words: less is better. The difference
/// is a ratio of means too, and so both scales have Fieller's interval. Items that share sources are added up first.
/// </summary>
internal static class SumsComparison
{
    /// <summary>Compares two models.</summary>
    /// <param name="teacher">What is counted of each item of the teacher's.</param>
    /// <param name="student">The same of the student's.</param>
    /// <param name="lengths">What both are divided by.</param>
    /// <param name="clusters">The number of each item's source; null for independent items.</param>
    /// <param name="confidence">Two-sided confidence.</param>
    public static MetricComparison Compare(double[] teacher, double[] student, double[] lengths, int[]? clusters, double confidence)
    {
        var groups = clusters is null ? null : ItemClusters.Number(clusters);
        var (own, other, length) = (groups?.Sums(teacher) ?? teacher, groups?.Sums(student) ?? student, groups?.Sums(lengths) ?? lengths);
        var (teacherRate, studentRate) = (teacher.Sum() / lengths.Sum(), student.Sum() / lengths.Sum());
        var plain = new MetricComparison("", teacherRate, studentRate, teacherRate - studentRate, null, null)
        {
            Clusters = groups?.Count,
            LogRatioEstimate = Math.Log(teacherRate) - Math.Log(studentRate),
        };
        double[] gains = [.. own.Zip(other, (first, second) => first - second)];
        var telling = TellingUnits.Count(new double[gains.Length], gains, null);
        if (!telling.AreEnough)
        {
            // An answer that differs is taken to change no more than its true text is long, unless one was seen to do.
            var bound = telling.Bound(Math.Max(1, gains.Zip(length, (gain, all) => Math.Abs(gain) / Math.Max(1, all)).Max()), confidence);
            return plain with
            {
                Method = TellingUnits.BoundMethod,
                Difference = bound,
                LogRatio = TellingUnits.LogRatio(bound, Math.Min(teacherRate, studentRate)),
            };
        }

        var level = telling.Level(confidence, VarianceFreedom.Estimate(gains));
        var difference = FiellerInterval.OfPairs(gains, length, level);
        var ratio = teacherRate > 0 && studentRate > 0 ? FiellerInterval.OfPairs(own, other, level) : null;
        return plain with
        {
            Method = clusters is null ? "Fieller" : "Fieller over sources",
            Difference = difference is { } found ? found with { Confidence = confidence } : null,
            LogRatio = ratio is { Low: > 0 } ends ? new Interval(Math.Log(ends.Low), Math.Log(ends.High), confidence) : null,
        };
    }
}
