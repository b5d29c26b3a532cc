using InferenceCost.Foundation;

namespace InferenceCost.Statistics;

/// <summary>
/// A straight line through points on two logarithmic axes: cost = factor * size^exponent. Descriptive: it is fitted to a handful of models
/// that somebody chose, so its residuals are no sample of anything, and it has no interval.
/// </summary>
/// <param name="Exponent">The slope: 1 where cost grows as size does, 0 where it does not grow.</param>
/// <param name="Factor">The cost at size 1.</param>
public readonly record struct PowerLaw(double Exponent, double Factor)
{
    /// <summary>With fewer sizes a line fits whatever happens.</summary>
    public const int FewestSizes = 4;

    /// <summary>The cost that the line foretells.</summary>
    public double At(double size) => Factor * Math.Pow(size, Exponent);

    /// <summary>Fits by least squares of the logarithms; null with fewer than four different sizes.</summary>
    /// <param name="sizes">Above zero.</param>
    /// <param name="costs">Above zero, one for each size.</param>
    /// <exception cref="ArgumentException">Unequal numbers of them, or one that is not finite and above zero.</exception>
    public static PowerLaw? Fit(ReadOnlySpan<double> sizes, ReadOnlySpan<double> costs)
    {
        if (sizes.Length != costs.Length)
        {
            throw new ArgumentException("Every size needs its cost.", nameof(costs));
        }

        if (sizes.Length == 0)
        {
            return null;
        }

        Guard.PositiveValues(sizes);
        Guard.PositiveValues(costs);
        if (sizes.ToArray().Distinct().Count() < FewestSizes)
        {
            return null;
        }

        var (x, y) = (Array.ConvertAll(sizes.ToArray(), Math.Log), Array.ConvertAll(costs.ToArray(), Math.Log));
        var (meanX, meanY) = (x.Average(), y.Average());
        var slope = x.Zip(y, (one, other) => (one - meanX) * (other - meanY)).Sum() / x.Sum(value => (value - meanX) * (value - meanX));
        return new PowerLaw(slope, Math.Exp(meanY - (slope * meanX)));
    }
}
