using InferenceCost.Foundation;
using MathNet.Numerics.Statistics;

namespace InferenceCost.Statistics;

/// <summary>
/// Sample quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996),
/// the default of R and NumPy. The median of an even number of values is the mean of the two in the middle.
/// </summary>
public static class Quantile
{
    /// <summary>The quantile at <paramref name="probability"/> (0 to 1) of values in any order; the values are not changed.</summary>
    /// <exception cref="ArgumentException">No values, a value that is not finite, or a probability outside 0 to 1.</exception>
    public static double Compute(ReadOnlySpan<double> values, double probability) => OfSorted(Sorted(values), probability);

    /// <summary>The median of values in any order; the values are not changed.</summary>
    /// <exception cref="ArgumentException">No values, or a value that is not finite.</exception>
    public static double Median(ReadOnlySpan<double> values) => Compute(values, 0.5);

    /// <summary>The interval that leaves out as much below as above: a percentile bootstrap's, given its resampled statistics.</summary>
    internal static Interval Middle(ReadOnlySpan<double> values, double confidence)
    {
        var sorted = Sorted(values);
        var outside = (1 - confidence) / 2;
        return new Interval(OfSorted(sorted, outside), OfSorted(sorted, 1 - outside), confidence);
    }

    internal static double OfSorted(double[] sorted, double probability) =>
        probability is >= 0 and <= 1
            ? SortedArrayStatistics.QuantileCustom(sorted, probability, QuantileDefinition.R7)
            : throw new ArgumentOutOfRangeException(nameof(probability), probability, "Must lie between 0 and 1.");

    internal static double[] Sorted(ReadOnlySpan<double> values)
    {
        Guard.FiniteValues(values);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
