namespace InferenceCost.Statistics;

/// <summary>
/// Holm's correction for testing several hypotheses at once, such as one per class (Holm, Scandinavian Journal of Statistics 6,
/// 1979, 65-70). It keeps the probability of any false rejection, whatever the dependence between the tests, and is never less
/// powerful than Bonferroni's.
/// </summary>
public static class HolmCorrection
{
    /// <summary>
    /// Adjusted p-values, in the order given: a hypothesis is rejected at a family-wise error of alpha where its adjusted value is
    /// alpha or less. The k-th smallest of m is multiplied by m + 1 - k, is not below a smaller one's, and is at most 1.
    /// </summary>
    /// <param name="pValues">One p-value per hypothesis, in any order; none gives none.</param>
    /// <exception cref="ArgumentException">A value outside 0 to 1.</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        var ascending = pValues.ToArray();
        if (ascending.Any(p => !(p >= 0 && p <= 1)))
        {
            throw new ArgumentException("Every p-value must lie between 0 and 1.", nameof(pValues));
        }

        var order = Enumerable.Range(0, ascending.Length).ToArray();
        Array.Sort(ascending, order);
        var adjusted = new double[ascending.Length];
        var atLeast = 0.0;
        for (var k = 0; k < ascending.Length; k++)
        {
            atLeast = Math.Max(atLeast, Math.Min(1, ascending[k] * (ascending.Length - k)));
            adjusted[order[k]] = atLeast;
        }

        return adjusted;
    }
}
