namespace InferenceCost.Tasks.Meaning;

/// <summary>What the values of an output show, over all items.</summary>
/// <param name="Columns">Numbers an item.</param>
/// <param name="Lowest">The lowest of all.</param>
/// <param name="Highest">The highest of all.</param>
/// <param name="SumDeviation">How far the sum of an item's numbers is from 1, at most.</param>
/// <param name="ExponentialSumDeviation">The same of the sum of their exponentials.</param>
public sealed record RowStatistics(int Columns, float Lowest, float Highest, double SumDeviation, double ExponentialSumDeviation)
{
    /// <summary>
    /// Half-precision numbers are off by a two-thousandth each, and those of an item in both directions. Other numbers than probabilities
    /// miss 1 by far more in some item.
    /// </summary>
    private const double Rounding = 2e-3;

    /// <summary>The smallest and the largest sum of an item's numbers, of two or more items; null of fewer.</summary>
    public (double Lowest, double Highest)? Sums { get; init; }

    /// <summary>Whether every number is a whole one.</summary>
    public bool AreWhole { get; init; }

    /// <summary>Whether the numbers are parts of a whole that is the same for every item: percentages, votes of an ensemble.</summary>
    public bool AreParts => Lowest >= 0 && Sums is { Highest: > 0 } sums && sums.Highest - sums.Lowest <= Rounding * sums.Highest;

    /// <summary>Whether every number could be a probability.</summary>
    public bool AreShares => Lowest >= 0 && Highest <= 1 + Rounding;

    /// <summary>Whether every item's numbers are the probabilities of all classes.</summary>
    public bool AreProbabilities => AreShares && SumDeviation <= Rounding;

    /// <summary>Whether they are the logarithms of such.</summary>
    public bool AreLogProbabilities => Highest <= Rounding && ExponentialSumDeviation <= Rounding;

    /// <summary>Looks at all values.</summary>
    /// <param name="values">Shape [items, columns], row by row; all finite.</param>
    /// <param name="columns">Numbers an item, at least one.</param>
    public static RowStatistics Of(ReadOnlySpan<float> values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        var (lowest, highest, sums, exponentials) = (float.PositiveInfinity, float.NegativeInfinity, 0.0, 0.0);
        var areWhole = true;
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var start = 0; start < values.Length; start += columns)
        {
            var (sum, exponential) = (0.0, 0.0);
            foreach (var value in values.Slice(start, columns))
            {
                (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
                areWhole &= MathF.Floor(value) == value;
                sum += value;
                exponential += Math.Exp(value);
            }

            (sums, exponentials) = (Math.Max(sums, Math.Abs(sum - 1)), Math.Max(exponentials, Math.Abs(exponential - 1)));
            (least, most) = (Math.Min(least, sum), Math.Max(most, sum));
        }

        return new RowStatistics(columns, lowest, highest, sums, exponentials)
        {
            AreWhole = areWhole,
            Sums = values.Length > columns ? (least, most) : null,
        };
    }
}
