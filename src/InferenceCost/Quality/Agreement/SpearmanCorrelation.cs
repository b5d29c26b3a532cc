using InferenceCost.Quality.Metrics.Intervals;

namespace InferenceCost.Quality.Agreement;

/// <summary>Spearman's rank correlation of two columns, tied numbers with the mean of their ranks.</summary>
internal static class SpearmanCorrelation
{
    /// <summary>The correlation; null where a column holds one number alone.</summary>
    public static double? Compute(double[] first, double[] second)
    {
        var (own, other) = (new RankedItems(first).Centred(), new RankedItems(second).Centred());
        var (product, squares, otherSquares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < own.Length; i++)
        {
            product += own[i] * other[i];
            squares += own[i] * own[i];
            otherSquares += other[i] * other[i];
        }

        return squares > 0 && otherSquares > 0 ? product / Math.Sqrt(squares * otherSquares) : null;
    }
}
