using InferenceCost.Quality.Metrics.Intervals;

namespace InferenceCost.Quality.Agreement;

/// <summary>Spearman's rank correlation of two columns, tied numbers with the mean of their ranks.</summary>
internal static class SpearmanCorrelation
{
    /// <summary>The correlation; null where a column holds one number alone.</summary>
    public static double? Compute(double[] first, double[] second)
    {
        int[] all = [.. Enumerable.Range(0, first.Length)];
        var (own, other) = (new RankedItems(first).Ranks(all), new RankedItems(second).Ranks(all));
        var mean = (first.Length + 1) / 2.0;
        var (product, squares, otherSquares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < own.Length; i++)
        {
            product += (own[i] - mean) * (other[i] - mean);
            squares += (own[i] - mean) * (own[i] - mean);
            otherSquares += (other[i] - mean) * (other[i] - mean);
        }

        return squares > 0 && otherSquares > 0 ? product / Math.Sqrt(squares * otherSquares) : null;
    }
}
