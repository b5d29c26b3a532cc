using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>
/// Decides about a change of quality from its interval. A fall needs no margin to be one: answers do not vary by themselves, so that a
/// fall that is shown has a cause. Only one that is shown to be within the margin is let pass.
/// </summary>
public static class QualityRule
{
    /// <summary>The confidence of the intervals: 5 % of error on either side, as in a claim.</summary>
    public const double Confidence = 0.90;

    /// <summary>The verdict; an end that touches a bound does not lie beyond it.</summary>
    /// <param name="difference">The interval of new - old, higher being better.</param>
    /// <param name="margin">The change that does not matter; null where nobody declared one, and any change does.</param>
    public static QualityVerdict Decide(Interval difference, double? margin) => difference switch
    {
        var (low, high, _) when margin is { } bound && low > -bound && high < bound => QualityVerdict.Same,
        { High: < 0 } => QualityVerdict.Worse,
        { Low: > 0 } => QualityVerdict.Better,
        { Low: 0, High: 0 } => QualityVerdict.Same,
        _ => QualityVerdict.Inconclusive,
    };
}
