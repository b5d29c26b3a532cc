using InferenceCost.Foundation;

namespace InferenceCost.Statistics;

/// <summary>
/// How far one sample lies above another that has nothing to do with it, from the differences of all pairs: their median (Hodges and
/// Lehmann, Annals of Mathematical Statistics 34, 1963, 598-611) and the exact interval that inverts the Mann-Whitney test (Lehmann,
/// the same 34, 1507-1512). It assumes that the values are independent and that the two distributions differ by a shift; in logarithms
/// that is a factor.
/// </summary>
public static class HodgesLehmann
{
    /// <summary>
    /// More values are thinned to this many of their order statistics, evenly spaced, and counted as no more: wider than need be, and a
    /// sample of any size is done in no time.
    /// </summary>
    public const int MostValues = 60;

    /// <summary>
    /// The median of second - first over all pairs, and the narrowest interval between two of the differences whose confidence is at
    /// least the one asked for, with the confidence that it achieves; no interval where either sample has fewer than
    /// <see cref="OrderStatisticInterval.MinimumCount"/> values.
    /// </summary>
    /// <exception cref="ArgumentException">No values, a value that is not finite, or a confidence outside 0 to 1.</exception>
    public static (double Shift, Interval? Interval) Estimate(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, double atLeastConfidence = 0.95)
    {
        Guard.Proportion(atLeastConfidence);
        var differences = Differences(first, second);
        var rank = Rank(Math.Min(first.Length, MostValues), Math.Min(second.Length, MostValues), atLeastConfidence, out var achieved);
        return (Quantile.OfSorted(differences, 0.5), rank == 0 ? null : new Interval(differences[rank - 1], differences[^rank], achieved));
    }

    /// <summary>
    /// The largest k of which the interval from the k-th smallest to the k-th largest difference is confident enough; 0 if there is none.
    /// </summary>
    private static int Rank(int first, int second, double atLeastConfidence, out double achieved)
    {
        (var rank, achieved) = (0, 0);
        if (Math.Min(first, second) < OrderStatisticInterval.MinimumCount)
        {
            return 0;
        }

        while (1 - (2 * RankSumTail.AtMost(rank, first, second)) is var confidence && confidence >= atLeastConfidence)
        {
            (rank, achieved) = (rank + 1, confidence);
        }

        return rank;
    }

    private static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (one, other) = (Thinned(Quantile.Sorted(first)), Thinned(Quantile.Sorted(second)));
        var differences = new double[one.Length * other.Length];
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = 0; j < other.Length; j++)
            {
                differences[(i * other.Length) + j] = other[j] - one[i];
            }
        }

        Array.Sort(differences);
        return differences;
    }

    private static double[] Thinned(double[] sorted) =>
        sorted.Length <= MostValues
            ? sorted
            : [.. Enumerable.Range(0, MostValues).Select(i => Quantile.OfSorted(sorted, (i + 0.5) / MostValues))];
}
