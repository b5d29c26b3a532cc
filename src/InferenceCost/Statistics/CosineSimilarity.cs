namespace InferenceCost.Statistics;

/// <summary>The cosine of the angle between two vectors.</summary>
public static class CosineSimilarity
{
    /// <summary>From -1 to 1; null where a vector is zero or not finite, and points nowhere.</summary>
    /// <param name="own">A vector.</param>
    /// <param name="other">One of the same length.</param>
    public static double? Compute(ReadOnlySpan<float> own, ReadOnlySpan<float> other)
    {
        var (product, squares, otherSquares) = (0.0, 0.0, 0.0);
        for (var k = 0; k < own.Length; k++)
        {
            product += own[k] * (double)other[k];
            squares += own[k] * (double)own[k];
            otherSquares += other[k] * (double)other[k];
        }

        var cosine = product / Math.Sqrt(squares * otherSquares);
        return double.IsFinite(cosine) ? Math.Clamp(cosine, -1, 1) : null;
    }
}
