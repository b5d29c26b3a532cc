namespace InferenceCost.Comparison;

/// <summary>What an interval says about a change of quality.</summary>
public enum QualityVerdict
{
    /// <summary>Shown to have fallen, and not shown to have stayed within the margin: a regression.</summary>
    Worse,

    /// <summary>Shown to have risen, and not shown to have stayed within the margin.</summary>
    Better,

    /// <summary>Shown to differ by no more than the margin, or the very same answers.</summary>
    Same,

    /// <summary>The items do not decide.</summary>
    Inconclusive,

    /// <summary>Scored on other data, or in another way.</summary>
    NotComparable,
}
