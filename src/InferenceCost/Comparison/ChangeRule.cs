using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>
/// Decides about a change from its interval, and says what the data could have shown. A change is a ratio of costs, new over old: above 1
/// the new side costs more. (Of a rate, more is cheaper: the ratio is old over new.) Every verdict but "inconclusive" needs the whole
/// interval on one side of a margin, so that noise leads to "inconclusive" and not to an alarm.
/// </summary>
public static class ChangeRule
{
    /// <summary>
    /// The confidence of every interval that is judged: at most 2 % of error on either side. Over launches 6 reach 96.9 %, 10 reach 97.9 %.
    /// </summary>
    public const double Confidence = 0.96;

    /// <summary>The verdict of the interval alone; an end that touches the margin does not lie beyond it.</summary>
    /// <param name="change">The change with its interval; without an interval nothing is decided.</param>
    /// <param name="factor">What the change must exceed, <see cref="ChangeMargin.Factor"/>: 1.05, or 1 for what is exact.</param>
    /// <exception cref="ArgumentException">
    /// A factor below 1, an interval in the wrong order, or an end that is no number above zero.
    /// </exception>
    public static ChangeVerdict Decide(RatioEstimate change, double factor)
    {
        RequireFactor(factor);
        if (change is not { Low: { } low, High: { } high })
        {
            return ChangeVerdict.Inconclusive;
        }

        if (!(low > 0 && low <= high && double.IsFinite(high)))
        {
            throw new ArgumentException($"The ends must be above zero and in order: {change}.", nameof(change));
        }

        // Both sides divide in the same way, so that the inverse of the interval gets the mirrored verdict.
        return low > factor ? ChangeVerdict.Slower
            : 1 / high > factor ? ChangeVerdict.Faster
            : high <= factor && 1 / low <= factor ? ChangeVerdict.Same
            : ChangeVerdict.Inconclusive;
    }

    /// <summary>
    /// The smallest change that data of this spread could have shown, as a share: factor * (high / estimate) - 1. A truly slower side by
    /// less than that is likely to be called inconclusive. Null without an interval.
    /// </summary>
    /// <exception cref="ArgumentException">A factor below 1.</exception>
    public static double? SmallestChangeShown(RatioEstimate change, double factor)
    {
        RequireFactor(factor);
        return change.High is { } high ? (factor * (high / change.Estimate)) - 1 : null;
    }

    private static void RequireFactor(double factor)
    {
        if (!(factor >= 1 && double.IsFinite(factor)))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Must be at least 1.");
        }
    }
}
