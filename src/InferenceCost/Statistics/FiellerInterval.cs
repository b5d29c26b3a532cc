using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace InferenceCost.Statistics;

/// <summary>
/// The interval of a ratio of two paired means, such as mean score(student) / mean score(teacher) (Fieller, Journal of the Royal
/// Statistical Society B 16, 1954, 175-185): every ratio r for which a paired t test does not tell the numerators from r times the
/// denominators.
/// </summary>
public static class FiellerInterval
{
    /// <summary>
    /// The interval of mean(numerators) / mean(denominators), without unit. Null for a single pair, and where the denominators' own
    /// t interval of the same confidence holds zero: the ratios then have no bound. Pairs in one proportion give a width of zero.
    /// </summary>
    /// <param name="numerators">One value per item.</param>
    /// <param name="denominators">One value per item, in the same order and unit.</param>
    /// <param name="confidence">Two-sided confidence: 90 % for a one-sided test at 5 %.</param>
    /// <exception cref="ArgumentException">
    /// No pairs, unequal numbers, a value that is not finite, or a confidence outside 0 to 1.
    /// </exception>
    public static Interval? OfPairs(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, double confidence = 0.90)
    {
        Guard.Proportion(confidence);
        Guard.FiniteValues(numerators);
        Guard.FiniteValues(denominators);
        if (numerators.Length != denominators.Length)
        {
            throw new ArgumentException("Every numerator needs its denominator.", nameof(denominators));
        }

        var pairs = numerators.Length;
        if (pairs < 2)
        {
            return null;
        }

        var critical = StudentT.InvCDF(0, 1, pairs - 1, 0.5 + confidence / 2);
        var scale = critical * critical / pairs;
        var below = denominators.ToArray();
        var mean = ArrayStatistics.Mean(below);
        var a = mean * mean - scale * ArrayStatistics.Variance(below);
        if (a <= 0)
        {
            return null;
        }

        // Measured from the estimate, the ratios satisfy a e^2 + 2 b e + c <= 0 with c <= 0: roots on both sides, and no cancellation.
        var estimate = ArrayStatistics.Mean(numerators.ToArray()) / mean;
        var residuals = new double[pairs];
        for (var i = 0; i < pairs; i++)
        {
            residuals[i] = numerators[i] - estimate * denominators[i];
        }

        var b = scale * ArrayStatistics.Covariance(residuals, below);
        var c = -scale * ArrayStatistics.Variance(residuals);
        var root = Math.Sqrt(b * b - a * c);
        return new Interval(estimate - (root + b) / a, estimate + (root - b) / a, confidence);
    }
}
