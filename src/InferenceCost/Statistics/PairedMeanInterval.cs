using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace InferenceCost.Statistics;

/// <summary>
/// The paired t interval of a mean difference, for scores that are numbers instead of right or wrong: of independent items, or of
/// items in clusters that share a source, such as questions about one text.
/// </summary>
public static class PairedMeanInterval
{
    /// <summary>
    /// The interval of mean(student - teacher), in the unit of the scores; null for a single item, whose spread is unknown. Items
    /// that all differ by the same amount give an interval of width zero.
    /// </summary>
    /// <param name="teacherScores">One score per item.</param>
    /// <param name="studentScores">One score per item, in the same order.</param>
    /// <param name="confidence">Two-sided confidence: 90 % for a one-sided test at 5 %.</param>
    /// <exception cref="ArgumentException">
    /// No items, unequal numbers of them, a score that is not finite, or a confidence outside 0 to 1.
    /// </exception>
    public static Interval? Compute(ReadOnlySpan<double> teacherScores, ReadOnlySpan<double> studentScores, double confidence = 0.90)
    {
        Guard.Proportion(confidence);
        var differences = Differences(teacherScores, studentScores);
        if (differences.Length < 2)
        {
            return null;
        }

        var standardError = ArrayStatistics.StandardDeviation(differences) / Math.Sqrt(differences.Length);
        return Around(ArrayStatistics.Mean(differences), standardError, differences.Length - 1, confidence);
    }

    /// <summary>
    /// The interval of mean(student - teacher) over items, where items of one cluster may resemble each other: the cluster-robust
    /// standard error (Miller, Adding Error Bars to Evals, 2024, arXiv:2411.00640) with the factor G / (G - 1) for G clusters (CR1),
    /// and t with G - 1 degrees of freedom (Cameron and Miller, Journal of Human Resources 50, 2015, 317-372). Null below two
    /// clusters. It equals <see cref="Compute"/> where each item is a cluster of its own; a few clusters, or very unequal ones, leave its
    /// coverage short.
    /// </summary>
    /// <param name="teacherScores">One score per item.</param>
    /// <param name="studentScores">One score per item, in the same order.</param>
    /// <param name="clusters">The number of each item's cluster: any numbers, equal within a cluster.</param>
    /// <param name="confidence">Two-sided confidence: 90 % for a one-sided test at 5 %.</param>
    /// <exception cref="ArgumentException">
    /// No items, unequal numbers of them, a score that is not finite, or a confidence outside 0 to 1.
    /// </exception>
    public static Interval? OfClusters(
        ReadOnlySpan<double> teacherScores, ReadOnlySpan<double> studentScores, ReadOnlySpan<int> clusters, double confidence = 0.90)
    {
        Guard.Proportion(confidence);
        var differences = Differences(teacherScores, studentScores);
        if (clusters.Length != differences.Length)
        {
            throw new ArgumentException("Every item needs its cluster.", nameof(clusters));
        }

        var mean = ArrayStatistics.Mean(differences);
        var sums = new Dictionary<int, double>();
        for (var i = 0; i < differences.Length; i++)
        {
            sums[clusters[i]] = sums.GetValueOrDefault(clusters[i]) + (differences[i] - mean);
        }

        if (sums.Count < 2)
        {
            return null;
        }

        var squares = sums.Values.Sum(sum => sum * sum);
        var standardError = Math.Sqrt(squares * sums.Count / (sums.Count - 1)) / differences.Length;
        return Around(mean, standardError, sums.Count - 1, confidence);
    }

    private static double[] Differences(ReadOnlySpan<double> teacherScores, ReadOnlySpan<double> studentScores)
    {
        Guard.FiniteValues(teacherScores);
        Guard.FiniteValues(studentScores);
        if (teacherScores.Length != studentScores.Length)
        {
            throw new ArgumentException("Teacher and student need the same items.", nameof(studentScores));
        }

        var differences = new double[teacherScores.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = studentScores[i] - teacherScores[i];
        }

        return differences;
    }

    private static Interval Around(double mean, double standardError, int freedom, double confidence)
    {
        var reach = StudentT.InvCDF(0, 1, freedom, 0.5 + confidence / 2) * standardError;
        return new Interval(mean - reach, mean + reach, confidence);
    }
}
