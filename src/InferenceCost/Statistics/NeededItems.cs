namespace InferenceCost.Statistics;

/// <summary>How many fresh items an inconclusive verdict needs.</summary>
/// <param name="ForNoDifference">Items needed if the two models are truly equally good.</param>
/// <param name="ForObserved">Items needed if the observed difference is the true one; null where no number is expected to do.</param>
/// <param name="Reason">Why <paramref name="ForObserved"/> is null; null where it is not.</param>
public sealed record NeededItems(long? ForNoDifference, long? ForObserved, string? Reason);
