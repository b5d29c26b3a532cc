using InferenceCost.Records;

namespace InferenceCost.Scenarios.Validity;

/// <summary>Whether a case may be used.</summary>
/// <param name="IsValid">False where a rule that invalidates had something to say.</param>
/// <param name="Reasons">What the rules said, in their order; a valid case may have some too.</param>
internal sealed record CaseValidity(bool IsValid, IReadOnlyList<Reason> Reasons);
