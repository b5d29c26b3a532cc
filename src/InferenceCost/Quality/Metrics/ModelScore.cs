using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics;

/// <summary>One model's score.</summary>
/// <param name="Value">The score, in the unit of its metric.</param>
/// <param name="Interval">Its own 95 % interval; null for a metric that has none.</param>
internal sealed record ModelScore(double Value, Interval? Interval = null);
