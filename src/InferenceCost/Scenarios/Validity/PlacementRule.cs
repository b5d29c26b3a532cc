using InferenceCost.Records;

namespace InferenceCost.Scenarios.Validity;

/// <summary>
/// Nodes that ran elsewhere than asked, where the run does not allow it: the case would be named after a provider that did not run it
/// all.
/// </summary>
internal sealed class PlacementRule : IValidityRule
{
    /// <inheritdoc/>
    public bool Invalidates => true;

    /// <inheritdoc/>
    public IEnumerable<Reason> Check(MeasuredCase item)
    {
        if (!item.Run.AllowFallback && item.Setup?.Placement is { Elsewhere.Count: > 0 } placement)
        {
            yield return new Reason(
                ReasonCode.Placement, Describe(placement), "choose a provider that has these operators, or allow it with --allow-fallback");
        }
    }

    /// <summary>Which nodes ran elsewhere.</summary>
    public static string Describe(PlacementRecord placement) => $"nodes ran elsewhere than asked: {string.Join(", ", placement.Elsewhere)}";
}
