using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// How many paired items a non-inferiority verdict by Tango's score test takes, and what a given number of items can prove. The
/// variance under the null hypothesis is taken at its likeliest cells, not at the planned ones as in the simpler textbook formula
/// (Nam, Biometrics 53, 1997), which falls short of its power where few items are discordant.
/// </summary>
public static class SampleSize
{
    /// <summary>Power of a plan unless another is asked for.</summary>
    public const double DefaultPower = 0.80;

    /// <summary>One-sided error of the test: 5 %, that of a 90 % interval.</summary>
    public const double DefaultError = 0.05;

    private const string BeyondMargin = "no number of items is expected to show it: the estimate lies at or beyond the margin";

    /// <summary>The items that show non-inferiority with the given power.</summary>
    /// <param name="discordance">Expected share of items on which exactly one model is right, 0 to 1.</param>
    /// <param name="difference">Supposed accuracy(student) - accuracy(teacher); its size is at most the discordance.</param>
    /// <param name="margin">Tolerable loss, between 0 and 1.</param>
    /// <param name="power">Probability of the verdict.</param>
    /// <param name="error">One-sided error of the test.</param>
    /// <returns>
    /// The number of items, rounded up; null where the difference is a loss of the margin or more, which no number shows.
    /// </returns>
    /// <exception cref="ArgumentException">A share, margin, power or error outside its range.</exception>
    public static long? ForNonInferiority(
        double discordance, double difference, double margin, double power = DefaultPower, double error = DefaultError)
    {
        var items = Needed(discordance, difference, margin, power, error);
        // Beyond 2^63 a conversion would not say so; no data set is that large either.
        return items is { } needed && needed < long.MaxValue ? (long)Math.Ceiling(needed) : null;
    }

    /// <summary>What an inconclusive verdict needs, if the discordance stays as observed: fresh items, not these again.</summary>
    /// <exception cref="ArgumentException">A negative count, no items, or a margin, power or error outside 0 to 1.</exception>
    public static NeededItems AfterObserving(
        PairedCounts counts, double margin, double power = DefaultPower, double error = DefaultError)
    {
        counts.Validate();
        var observed = ForNonInferiority(counts.Discordance, counts.Difference, margin, power, error);
        return new NeededItems(
            ForNonInferiority(counts.Discordance, 0, margin, power, error),
            observed,
            observed is null ? BeyondMargin : null);
    }

    /// <summary>The smallest margin that a number of items is expected to prove for a student that is truly as good.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="discordance">Expected share of items on which exactly one model is right, 0 to 1.</param>
    /// <param name="power">Probability of the verdict.</param>
    /// <param name="error">One-sided error of the test.</param>
    /// <returns>The margin, between 0 and 1; null where not even a margin next to 1 can be proved with so few items.</returns>
    /// <exception cref="ArgumentException">No items, or a share, power or error outside its range.</exception>
    public static double? SmallestProvableMargin(int items, double discordance, double power = DefaultPower, double error = DefaultError)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        // A wider margin takes fewer items. Bisection to the last bit between two margins of which only the larger can be proved.
        var low = 0.0;
        var high = Math.BitDecrement(1.0);
        if (Needed(discordance, 0, high, power, error) > items)
        {
            return null;
        }

        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
            {
                return high;
            }

            if (Needed(discordance, 0, middle, power, error) > items)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }

    private static double? Needed(double discordance, double difference, double margin, double power, double error)
    {
        Guard.Proportion(margin);
        Guard.Proportion(power);
        Guard.Proportion(error);
        if (!(discordance >= 0 && discordance <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(discordance), discordance, "Must lie between 0 and 1.");
        }

        if (!(Math.Abs(difference) <= discordance))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "Its size cannot exceed the discordance.");
        }

        if (difference <= -margin)
        {
            return null;
        }

        var onlyTeacherRight = TangoInterval.ConstrainedOnlyTeacherRight(
            (discordance + difference) / 2, (discordance - difference) / 2, 1, -margin);
        var nullVariance = Math.Max(0, 2 * onlyTeacherRight - margin * (1 + margin));
        var plannedVariance = Math.Max(0, discordance - difference * difference);
        var reach = Normal.InvCDF(0, 1, 1 - error) * Math.Sqrt(nullVariance) + Normal.InvCDF(0, 1, power) * Math.Sqrt(plannedVariance);
        var distance = margin + difference;
        return reach * reach / (distance * distance);
    }
}
