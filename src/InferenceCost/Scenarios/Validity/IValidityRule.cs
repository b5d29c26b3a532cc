using InferenceCost.Records;

namespace InferenceCost.Scenarios.Validity;

/// <summary>One thing that may be wrong with how a case was measured.</summary>
internal interface IValidityRule
{
    /// <summary>
    /// Whether a case that the rule has something to say about is invalid; false where its figures count and a reader has to know all
    /// the same.
    /// </summary>
    bool Invalidates { get; }

    /// <summary>What is wrong with a case, for a reader; empty where nothing is.</summary>
    IEnumerable<Reason> Check(MeasuredCase item);
}
