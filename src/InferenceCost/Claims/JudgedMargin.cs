using InferenceCost.Records;

namespace InferenceCost.Claims;

/// <summary>How much worse the student may be.</summary>
/// <param name="Value">The tolerable loss: in the unit of the metric, or as a share of the teacher's score.</param>
/// <param name="IsRelative">Whether it is a share of the teacher's score.</param>
public sealed record JudgedMargin(double Value, bool IsRelative)
{
    /// <summary>Refuses a margin that says nothing about a metric.</summary>
    /// <exception cref="InputException">It is not above zero, too large to mean anything, or of the other kind than the metric takes.</exception>
    public void Check(JudgedMetric metric)
    {
        var isShare = IsRelative || metric is JudgedMetric.Accuracy or JudgedMetric.MacroF1;
        if (!(Value > 0 && double.IsFinite(Value)) || (isShare && Value >= 1))
        {
            throw new InputException(
                FormattableString.Invariant($"margin {Value}: must be above 0{(isShare ? " and below 1" : "")}"), "0.01 is one point, or one percent of the teacher's score");
        }

        if (metric == JudgedMetric.Perplexity && !IsRelative)
        {
            throw new InputException("perplexities are compared by their ratio, which has no margin in points", "use --ratio-margin; 0.01 lets the student's be one percent higher");
        }
    }

    /// <summary>The margin in the unit of the metric.</summary>
    /// <exception cref="InputException">A share of a score that is not above zero.</exception>
    public double Of(double teacherScore) => !IsRelative ? Value
        : teacherScore > 0 ? Value * teacherScore
        : throw new InputException(FormattableString.Invariant($"the teacher scores {teacherScore}, and a share of that is no margin"), "use --margin");
}
