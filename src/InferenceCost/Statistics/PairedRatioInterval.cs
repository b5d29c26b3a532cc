using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// The score interval of a ratio of two paired proportions, student over teacher (Tang, Tang and Chan, Statistics in Medicine 22,
/// 2003, 1217-1226; the constrained likelihood of Nam and Blackwelder, Statistics in Medicine 21, 2002, 689-699). Items on which
/// both are wrong say nothing about a ratio and do not enter.
/// </summary>
public static class PairedRatioInterval
{
    /// <summary>
    /// The interval of accuracy(student) / accuracy(teacher): its low end is 0 where the student was never right, its high end
    /// positive infinity where the teacher never was. Its low end lies above 1 - margin exactly when the one-sided score test at
    /// (1 - confidence) / 2 rejects a relative loss of that margin. Null where neither was ever right.
    /// </summary>
    /// <exception cref="ArgumentException">A negative count, no items, or a confidence outside 0 to 1.</exception>
    public static Interval? Compute(PairedCounts counts, double confidence = 0.90)
    {
        Guard.Proportion(confidence);
        counts.Validate();
        if (counts.BothWrong == counts.Items)
        {
            return null;
        }

        var critical = Normal.InvCDF(0, 1, 0.5 + confidence / 2);
        // The low end is the reciprocal of the exchanged models' high end: one search, and exchanging them mirrors it exactly.
        return new Interval(1 / HighEnd(counts.Swap(), critical), HighEnd(counts, critical), confidence);
    }

    /// <summary>
    /// Z for the hypothesis that the true ratio is <paramref name="ratio"/>: standard normal if it is, falling as the hypothesis
    /// rises, and the z of McNemar's test at 1. With s and t the items that student and teacher got right, it is s - ratio t over
    /// its standard error; the variance under the hypothesis is n ratio (p_b + p_c), p_b and p_c being the likeliest shares of
    /// "only the student right" and "only the teacher right" that satisfy it.
    /// </summary>
    /// <param name="counts">The paired table.</param>
    /// <param name="ratio">Hypothesised accuracy(student) / accuracy(teacher), above zero.</param>
    /// <exception cref="ArgumentException">A negative count, no items, or a ratio that is not finite and above zero.</exception>
    public static double ScoreStatistic(PairedCounts counts, double ratio)
    {
        counts.Validate();
        if (!(ratio > 0 && double.IsFinite(ratio)))
        {
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "Must be finite and above zero.");
        }

        return Score(counts, ratio);
    }

    private static double Score(PairedCounts counts, double ratio) =>
        // Below 1 the models are exchanged: the formula for ratios of 1 and more adds positive parts only and so does not cancel.
        ratio < 1 ? -ScoreFromOne(counts.Swap(), 1 / ratio) : ScoreFromOne(counts, ratio);

    private static double ScoreFromOne(PairedCounts counts, double ratio)
    {
        double both = counts.BothRight, onlyStudent = counts.OnlyStudentRight, onlyTeacher = counts.OnlyTeacherRight;
        var surplus = both + onlyStudent - ratio * (both + onlyTeacher);
        if (surplus == 0)
        {
            return 0;
        }

        var anyRight = both + onlyStudent + onlyTeacher;
        var share = ConstrainedOnlyTeacherRight(both, onlyStudent, onlyTeacher, ratio);
        return surplus / Math.Sqrt(anyRight * (ratio - 1 + (1 + ratio) * share));
    }

    /// <summary>
    /// p_c as a share of the items that any model got right, whose likeliest total is the observed one whatever the ratio: the
    /// positive root of a x^2 + b x + c, for a ratio of at least 1.
    /// </summary>
    private static double ConstrainedOnlyTeacherRight(double both, double onlyStudent, double onlyTeacher, double ratio)
    {
        var a = (1 + ratio) * (both + onlyStudent + onlyTeacher);
        var b = ratio * ratio * (both + onlyTeacher) - (both + onlyStudent + 2 * onlyTeacher);
        var c = -onlyTeacher * (ratio - 1);
        var root = Math.Sqrt(b * b - 4 * a * c);
        // The textbook form cancels for a positive b; its conjugate does not.
        return b <= 0 ? (root - b) / (2 * a) : -2 * c / (root + b);
    }

    private static double HighEnd(PairedCounts counts, double critical)
    {
        var teacher = counts.BothRight + counts.OnlyTeacherRight;
        if (teacher == 0)
        {
            return double.PositiveInfinity;
        }

        // The statistic falls from 0 at the estimate without end: doubling finds a ratio beyond, bisection to the last bit the end.
        var low = ((double)counts.BothRight + counts.OnlyStudentRight) / teacher;
        var high = Math.Max(1, 2 * low);
        while (Score(counts, high) > -critical)
        {
            (low, high) = (high, 2 * high);
        }

        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
            {
                return high;
            }

            if (Score(counts, middle) > -critical)
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
