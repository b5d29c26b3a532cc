namespace InferenceCost.Onnx.Costs;

/// <summary>
/// Arithmetic on shapes. Products that do not fit 64 bits throw, so that a damaged shape never becomes a plausible number.
/// </summary>
internal static class Shape
{
    /// <summary>The number of elements; 1 for a scalar.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public static long Elements(IEnumerable<long> shape) => Product([.. shape]);

    /// <summary>The product of all factors.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public static long Product(params ReadOnlySpan<long> factors)
    {
        var product = 1L;
        foreach (var factor in factors)
        {
            product = checked(product * factor);
        }

        return product;
    }
}
