using InferenceCost.Families.Definition;

namespace InferenceCost.Families.Sources;

/// <summary>A graph that is built here from a published architecture, with random weights.</summary>
internal sealed class BuiltGraphSource : IModelSource
{
    /// <inheritdoc/>
    public bool Serves(ModelDefinition model) => model.Architecture is not null;

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => BuiltModel.PathOf(family, model, model.Architecture!);

    /// <inheritdoc/>
    public void MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation) =>
            BuiltModel.BuildMissing(family with { Models = models }, note, cancellation);
}
