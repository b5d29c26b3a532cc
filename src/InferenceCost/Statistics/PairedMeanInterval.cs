using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace InferenceCost.Statistics;

/// <summary>
/// The paired t interval of a mean difference, for scores that are numbers instead of right or wrong. It takes items as
/// independent; it is too narrow where items share a source.
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
    /// <exception cref="ArgumentException">No items, unequal numbers of them, a score that is not finite, or a confidence outside 0 to 1.</exception>
    public static Interval? Of(ReadOnlySpan<double> teacherScores, ReadOnlySpan<double> studentScores, double confidence = 0.90)
    {
        Require.Proportion(confidence);
        Require.FiniteValues(teacherScores);
        Require.FiniteValues(studentScores);
        if (teacherScores.Length != studentScores.Length)
        {
            throw new ArgumentException("Teacher and student need the same items.", nameof(studentScores));
        }

        var differences = new double[teacherScores.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = studentScores[i] - teacherScores[i];
        }

        if (differences.Length < 2)
        {
            return null;
        }

        var mean = ArrayStatistics.Mean(differences);
        var standardError = ArrayStatistics.StandardDeviation(differences) / Math.Sqrt(differences.Length);
        var reach = StudentT.InvCDF(0, 1, differences.Length - 1, 0.5 + confidence / 2) * standardError;
        return new Interval(mean - reach, mean + reach, confidence);
    }
}
