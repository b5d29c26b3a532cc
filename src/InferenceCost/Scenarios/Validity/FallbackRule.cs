using InferenceCost.Records;

namespace InferenceCost.Scenarios.Validity;

/// <summary>
/// Nodes that ran elsewhere than asked, where the run allows it: the figures count, as those of the providers that ran them.
/// </summary>
internal sealed class FallbackRule : IValidityRule
{
    /// <inheritdoc/>
    public bool Invalidates => false;

    /// <inheritdoc/>
    public IEnumerable<Reason> Check(MeasuredCase item)
    {
        if (item.Run.AllowFallback && item.Setup?.Placement is { Elsewhere.Count: > 0 } placement)
        {
            yield return new Reason(
                ReasonCode.Fallback, PlacementRule.Describe(placement), "leave --allow-fallback out to have such cases called invalid");
        }
    }
}
