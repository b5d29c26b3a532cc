using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// The exact interval of a median, from the k-th smallest to the k-th largest value. It assumes nothing about the distribution
/// but that the values are independent: the number of values below the median is then binomial with one half
/// (David and Nagaraja, Order Statistics, section 7.1).
/// </summary>
public static class OrderStatisticInterval
{
    /// <summary>
    /// With fewer values no interval is given: not even their whole range reaches 95 % confidence. It is the fewest launches everywhere.
    /// </summary>
    public const int MinimumCount = 6;

    /// <summary>
    /// The narrowest such interval whose confidence is at least the one asked for, with the confidence that it achieves
    /// (6 values: 96.9 %; 10 values: 97.9 %); null below <see cref="MinimumCount"/> values, or if even the range falls short.
    /// </summary>
    /// <exception cref="ArgumentException">No values, a value that is not finite, or a confidence outside 0 to 1.</exception>
    public static Interval? Compute(ReadOnlySpan<double> values, double atLeastConfidence = 0.95)
    {
        Guard.Proportion(atLeastConfidence);
        var sorted = Quantile.Sorted(values);
        var rank = Rank(sorted.Length, atLeastConfidence);
        return rank == 0
            ? null
            : new Interval(sorted[rank - 1], sorted[^rank], AchievedConfidence(sorted.Length, rank));
    }

    /// <summary>The largest k that is confident enough; 0 if there is none.</summary>
    internal static int Rank(int count, double atLeastConfidence)
    {
        if (count < MinimumCount)
        {
            return 0;
        }

        var rank = 0;
        while (rank < count / 2 && AchievedConfidence(count, rank + 1) >= atLeastConfidence)
        {
            rank++;
        }

        return rank;
    }

    internal static double AchievedConfidence(int count, int rank) => 1 - 2 * Binomial.CDF(0.5, count, rank - 1);
}
