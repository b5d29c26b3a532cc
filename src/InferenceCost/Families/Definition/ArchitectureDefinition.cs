using System.Text.Json;

namespace InferenceCost.Families.Definition;

/// <summary>A published architecture that a model's graph is built from, with seeded random weights.</summary>
public sealed record ArchitectureDefinition
{
    /// <summary>One of <see cref="Architectures.ArchitectureCatalog.Names"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The hyper-parameters that the architecture's class documents.</summary>
    public required JsonElement HyperParameters { get; init; }

    /// <summary>Seed of all weights.</summary>
    public int Seed { get; init; } = 1;
}
