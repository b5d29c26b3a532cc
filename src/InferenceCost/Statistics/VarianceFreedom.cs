namespace InferenceCost.Statistics;

/// <summary>
/// How many degrees of freedom an estimated variance has: n - 1 of normal values, and fewer where a few values make most of it, as those of
/// heavy tails or of differences that are mostly zero. The variance of a variance is sigma^4 (kurtosis - (n - 3) / (n - 1)) / n, which a
/// chi-square of 2 n / (kurtosis - (n - 3) / (n - 1)) degrees has too (Shoemaker, The American Statistician 57, 2003, 105-114).
/// </summary>
internal static class VarianceFreedom
{
    /// <summary>The degrees, from 1 to the number of values (or of clusters, whose values are added up) less 1.</summary>
    /// <param name="values">The values.</param>
    /// <param name="clusters">The number of each value's cluster; null for independent values.</param>
    public static double Estimate(double[] values, int[]? clusters = null)
    {
        var mean = values.Average();
        var deviations = Array.ConvertAll(values, value => value - mean);
        deviations = clusters is null ? deviations : ItemClusters.Number(clusters).Sums(deviations);
        double n = deviations.Length;

        // In shares of the largest, whose fourth power is a number whatever the unit.
        var largest = deviations.Max(Math.Abs);
        var squares = Array.ConvertAll(deviations, own => own / largest * (own / largest));
        var (second, fourth) = (squares.Sum() / n, squares.Sum(square => square * square) / n);
        return second > 0 && n > 2
            ? Math.Clamp(2 * n / ((fourth / (second * second)) - ((n - 3) / (n - 1))), 1, n - 1)
            : Math.Max(1, n - 1);
    }
}
