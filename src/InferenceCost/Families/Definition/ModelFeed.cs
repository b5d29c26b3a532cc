namespace InferenceCost.Families.Definition;

/// <summary>Evaluation data of a model's own: the same items as everybody's, as this model takes them.</summary>
/// <param name="File">The file.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Inputs">What is fed from it.</param>
public sealed record ModelFeed(string File, string Sha256, IReadOnlyList<InputDefinition> Inputs);
