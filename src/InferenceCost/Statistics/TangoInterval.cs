using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// The score interval of a difference between two paired proportions, student minus teacher (Tango, Statistics in Medicine 17,
/// 1998, 891-908). Unlike the Wald interval it keeps its coverage with few or no discordant items.
/// </summary>
public static class TangoInterval
{
    /// <summary>
    /// The interval of accuracy(student) - accuracy(teacher), within -1 to 1. Its lower end lies above -margin exactly when the
    /// one-sided score test at (1 - confidence) / 2 rejects a loss of that margin: 90 % for a one-sided test at 5 %.
    /// </summary>
    /// <exception cref="ArgumentException">A negative count, no items, or a confidence outside 0 to 1.</exception>
    public static Interval Compute(PairedCounts counts, double confidence = 0.90)
    {
        Guard.Proportion(confidence);
        counts.Validate();
        var critical = Normal.InvCDF(0, 1, 0.5 + confidence / 2);
        var upper = UpperEnd(counts, critical);
        // The lower end is the mirrored upper one: one search, and exchanging the models mirrors the interval exactly.
        return new Interval(-UpperEnd(counts.Swap(), critical), upper, confidence);
    }

    /// <summary>
    /// Tango's Z for the hypothesis that the true difference is <paramref name="difference"/>: standard normal if it is, falling as
    /// the hypothesis rises, and the z of McNemar's test at zero. An infinity says that the data are impossible under it.
    /// </summary>
    /// <param name="counts">The paired table.</param>
    /// <param name="difference">Hypothesised accuracy(student) - accuracy(teacher), -1 to 1.</param>
    /// <exception cref="ArgumentException">A negative count, no items, or a difference outside -1 to 1.</exception>
    public static double ScoreStatistic(PairedCounts counts, double difference)
    {
        counts.Validate();
        if (!(difference >= -1 && difference <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "Must lie between -1 and 1.");
        }

        return Score(counts.OnlyStudentRight, counts.OnlyTeacherRight, counts.Items, difference);
    }

    /// <summary>
    /// The probability of "only the teacher is right" that makes the data likeliest if the true difference is
    /// <paramref name="difference"/>. Counts may be fractional: planning puts expected shares in, with one item.
    /// </summary>
    internal static double ConstrainedOnlyTeacherRight(double onlyStudent, double onlyTeacher, double items, double difference)
    {
        // The larger root of a x^2 + b x + c.
        var a = 2 * items;
        var b = (2 * items - onlyStudent + onlyTeacher) * difference - onlyStudent - onlyTeacher;
        var c = -onlyTeacher * difference * (1 - difference);
        var root = Math.Sqrt(Math.Max(0, b * b - 4 * a * c));
        // The textbook form cancels for a positive b; its conjugate does not. b and the root are both 0 only if the answer is.
        return b <= 0 ? (root - b) / (2 * a) : -2 * c / (root + b);
    }

    private static double Score(double onlyStudent, double onlyTeacher, double items, double difference)
    {
        var surplus = onlyStudent - onlyTeacher - items * difference;
        if (surplus == 0)
        {
            return 0;
        }

        var onlyTeacherRight = ConstrainedOnlyTeacherRight(onlyStudent, onlyTeacher, items, difference);
        var variance = items * (2 * onlyTeacherRight + difference * (1 - difference));
        return surplus / Math.Sqrt(Math.Max(0, variance));
    }

    private static double UpperEnd(PairedCounts counts, double critical)
    {
        // Between the estimate (Z = 0) and 1 (Z = -infinity) the statistic falls, so that bisection to the last bit finds the end.
        var low = counts.Difference;
        var high = 1.0;
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
            {
                return high;
            }

            if (Score(counts.OnlyStudentRight, counts.OnlyTeacherRight, counts.Items, middle) > -critical)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }
}
