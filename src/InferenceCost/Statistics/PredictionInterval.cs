using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace InferenceCost.Statistics;

/// <summary>
/// Where one more value of the same kind would lie, such as the accuracy after training with one more seed: wider than the interval
/// of the mean, and not narrowing to nothing with many values (Hahn and Meeker, Statistical Intervals, section 4.7).
/// </summary>
public static class PredictionInterval
{
    /// <summary>
    /// mean +- t(k - 1) s sqrt(1 + 1/k), in the unit of the values, taken as independent and normal; null below two values. Equal
    /// values give an interval of width zero.
    /// </summary>
    /// <exception cref="ArgumentException">No values, one that is not finite, or a confidence outside 0 to 1.</exception>
    public static Interval? Compute(ReadOnlySpan<double> values, double confidence = 0.95)
    {
        Guard.Proportion(confidence);
        Guard.FiniteValues(values);
        if (values.Length < 2)
        {
            return null;
        }

        var sample = values.ToArray();
        var mean = ArrayStatistics.Mean(sample);
        var reach = StudentT.InvCDF(0, 1, sample.Length - 1, 0.5 + confidence / 2)
            * ArrayStatistics.StandardDeviation(sample) * Math.Sqrt(1 + 1.0 / sample.Length);
        return new Interval(mean - reach, mean + reach, confidence);
    }
}
