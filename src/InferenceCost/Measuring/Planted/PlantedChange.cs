namespace InferenceCost.Measuring.Planted;

/// <summary>
/// A change of known size, planted to learn whether a comparison finds it. Nobody can tell what a tool that reports no regressions would
/// have reported; this tells.
/// </summary>
/// <param name="Time">Share of every call's own time that is added to it: 0.2 makes calls 20 % longer.</param>
/// <param name="Memory">Share of the process's peak memory that is taken on top of it.</param>
public sealed record PlantedChange(double Time = 0, double Memory = 0);
