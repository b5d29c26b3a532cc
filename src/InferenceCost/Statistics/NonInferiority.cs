namespace InferenceCost.Statistics;

/// <summary>
/// Decides whether a student's quality matches its teacher's, from one interval of the difference student - teacher (higher is
/// better). With a 90 % interval every statement is a one-sided test at 5 %, and equivalence is Schuirmann's two one-sided tests
/// (1987) at 5 % each, which need no correction because both must succeed.
/// </summary>
public static class NonInferiority
{
    /// <summary>
    /// The strongest statement that the interval supports, tried in this order: better (wholly above 0), equivalent (wholly within
    /// the margin on both sides), non-inferior (wholly above -margin), inferior (wholly below -margin), worse by an undecided
    /// amount (wholly below 0), else inconclusive. An end that touches a bound does not count as beyond it.
    /// </summary>
    /// <param name="difference">Interval of student - teacher, at twice the one-sided error below 1 (90 % for 5 %).</param>
    /// <param name="margin">The tolerable loss, above zero, in the unit of the difference; declared before looking at the data.</param>
    /// <exception cref="ArgumentException">
    /// An interval with an end that is no number or in the wrong order, or a margin not above zero.
    /// </exception>
    public static NonInferiorityVerdict Decide(Interval difference, double margin)
    {
        if (!(difference.Low <= difference.High))
        {
            throw new ArgumentException($"The lower end must not lie above the upper one: {difference}.", nameof(difference));
        }

        if (!(margin > 0 && double.IsFinite(margin)))
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "Must be above zero.");
        }

        return difference switch
        {
            { Low: > 0 } => NonInferiorityVerdict.Better,
            var (low, high, _) when low > -margin && high < margin => NonInferiorityVerdict.Equivalent,
            var (low, _, _) when low > -margin => NonInferiorityVerdict.NonInferior,
            var (_, high, _) when high < -margin => NonInferiorityVerdict.Inferior,
            { High: < 0 } => NonInferiorityVerdict.WorseSizeUndecided,
            _ => NonInferiorityVerdict.Inconclusive,
        };
    }

    /// <summary>Whether the student is shown to match the teacher: better, equivalent or non-inferior.</summary>
    public static bool Matches(this NonInferiorityVerdict verdict) =>
        verdict is NonInferiorityVerdict.Better or NonInferiorityVerdict.Equivalent or NonInferiorityVerdict.NonInferior;

    /// <summary>Whether the data decide neither for nor against a match, so that more items could.</summary>
    public static bool IsInconclusive(this NonInferiorityVerdict verdict) =>
        verdict is NonInferiorityVerdict.Inconclusive or NonInferiorityVerdict.WorseSizeUndecided;
}
