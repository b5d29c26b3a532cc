namespace InferenceCost.Comparison;

/// <summary>
/// What an interval says about a change, given the change that does not matter. Of memory and size, <see cref="Slower"/> means that more
/// is needed and <see cref="Faster"/> that less is: every verdict is about cost.
/// </summary>
public enum ChangeVerdict
{
    /// <summary>Shown to cost more, by more than the margin.</summary>
    Slower,

    /// <summary>Shown to cost less, by more than the margin.</summary>
    Faster,

    /// <summary>Shown to differ by no more than the margin, in either direction. Not the absence of evidence.</summary>
    Same,

    /// <summary>The measurements do not decide.</summary>
    Inconclusive,

    /// <summary>The machine changed while it was measured, so that no verdict is given.</summary>
    Contaminated,

    /// <summary>The two sides are not the same thing, or were not measured under comparable circumstances.</summary>
    NotComparable,
}
