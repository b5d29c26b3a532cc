using MathNet.Numerics.Statistics;

namespace InferenceCost.Statistics;

/// <summary>A sample in five numbers, in the unit of its values. Quartiles are those of <see cref="Quantile"/> (type 7).</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="P25">Lower quartile.</param>
/// <param name="Median">Middle value.</param>
/// <param name="Mean">Arithmetic mean.</param>
public sealed record Summary(int Count, double Min, double P25, double Median, double Mean)
{
    /// <summary>Summarises values in any order; the values are not changed.</summary>
    /// <exception cref="ArgumentException">No values, or a value that is not finite.</exception>
    public static Summary Compute(ReadOnlySpan<double> values)
    {
        var sorted = Quantile.Sorted(values);
        return new Summary(
            sorted.Length,
            sorted[0],
            Quantile.OfSorted(sorted, 0.25),
            Quantile.OfSorted(sorted, 0.5),
            ArrayStatistics.Mean(sorted));
    }
}
