using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace InferenceCost.Statistics;

/// <summary>
/// The interval of a difference between the means of two independent samples whose variances may differ (Welch, Biometrika 34,
/// 1947, 28-35), such as the accuracies of two recipes, each trained with several seeds.
/// </summary>
public static class WelchInterval
{
    /// <summary>
    /// The interval of mean(first) - mean(second), in the unit of the values, with the degrees of freedom of Welch and Satterthwaite;
    /// null where either has fewer than two values. Two samples without any spread give an interval of width zero: like every
    /// interval here it takes the spread that it sees, and nothing else is known of it.
    /// </summary>
    /// <exception cref="ArgumentException">A sample without values, a value that is not finite, or a confidence outside 0 to 1.</exception>
    public static Interval? Compute(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        Guard.Proportion(confidence);
        Guard.FiniteValues(first);
        Guard.FiniteValues(second);
        if (first.Length < 2 || second.Length < 2)
        {
            return null;
        }

        var (firstMean, firstVariance) = MeanAndItsVariance(first.ToArray());
        var (secondMean, secondVariance) = MeanAndItsVariance(second.ToArray());
        var variance = firstVariance + secondVariance;
        var difference = firstMean - secondMean;
        if (variance == 0)
        {
            return new Interval(difference, difference, confidence);
        }

        // In shares of the variance, whose squares cannot underflow as those of the variances themselves might.
        var (firstShare, secondShare) = (firstVariance / variance, secondVariance / variance);
        var freedom = 1 / (firstShare * firstShare / (first.Length - 1) + secondShare * secondShare / (second.Length - 1));
        var reach = StudentT.InvCDF(0, 1, freedom, 0.5 + confidence / 2) * Math.Sqrt(variance);
        return new Interval(difference - reach, difference + reach, confidence);
    }

    private static (double Mean, double Variance) MeanAndItsVariance(double[] sample) =>
        (ArrayStatistics.Mean(sample), ArrayStatistics.Variance(sample) / sample.Length);
}
