using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// How many items a non-inferiority verdict takes where the estimate's error is that of a mean: it falls with the root of the number of
/// items (Julious, Statistics in Medicine 23, 2004, section 4). For accuracies <see cref="SampleSize"/> is exacter.
/// </summary>
public static class MeanSampleSize
{
    /// <summary>What an inconclusive verdict needs, if the spread stays as observed.</summary>
    /// <param name="items">Items behind the standard error.</param>
    /// <param name="standardError">Standard error of the difference that those items gave.</param>
    /// <param name="difference">The observed difference, student - teacher.</param>
    /// <param name="margin">The tolerable loss, above zero, in the unit of the difference.</param>
    /// <exception cref="ArgumentException">No items, or a standard error or margin that is not above zero.</exception>
    public static NeededItems AfterObserving(int items, double standardError, double difference, double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        Guard.PositiveValues([margin]);
        var forObserved = difference > -margin ? Needed(items, standardError, margin + difference) : null;
        return new NeededItems(
            Needed(items, standardError, margin), forObserved,
            forObserved is null ? "no number of items is expected to show it: the estimate lies at or beyond the margin" : null);
    }

    /// <summary>
    /// The smallest margin that items with this standard error are expected to prove for a student that is truly as good.
    /// </summary>
    public static double SmallestProvableMargin(double standardError) => Reach * standardError;

    private static double Reach => Normal.InvCDF(0, 1, 1 - SampleSize.DefaultError) + Normal.InvCDF(0, 1, SampleSize.DefaultPower);

    private static long? Needed(int items, double standardError, double distance)
    {
        var needed = Math.Ceiling(items * Math.Pow(Reach * standardError / distance, 2));
        return needed < long.MaxValue ? Math.Max(1, (long)needed) : null;
    }
}
