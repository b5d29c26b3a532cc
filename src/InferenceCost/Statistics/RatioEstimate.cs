namespace InferenceCost.Statistics;

/// <summary>A ratio teacher / student (4.8 = the student needs 4.8 times less) with its interval over launches.</summary>
/// <param name="Estimate">The median over launches.</param>
/// <param name="Low">Lower end of the interval; null with too few launches for one.</param>
/// <param name="High">Upper end of the interval; null with too few launches for one.</param>
/// <param name="Confidence">The confidence that the interval achieves; null without one.</param>
/// <param name="Launches">Number of launches, the unit of replication.</param>
public readonly record struct RatioEstimate(double Estimate, double? Low, double? High, double? Confidence, int Launches);
