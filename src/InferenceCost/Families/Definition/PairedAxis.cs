namespace InferenceCost.Families.Definition;

/// <summary>A free axis of a model that other models call otherwise: the same place of an input of the same name.</summary>
/// <param name="Input">The input.</param>
/// <param name="Axis">The place of the axis in its shape.</param>
/// <param name="Rank">How many axes the input has.</param>
/// <param name="Own">What this model calls it; null where it has no name.</param>
/// <param name="Others">What the others call it, with the id of the first model that does.</param>
public sealed record PairedAxis(string Input, int Axis, int Rank, string? Own, IReadOnlyList<(string Name, string Model)> Others);
