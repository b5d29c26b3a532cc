using InferenceCost.Families.Definition;

namespace InferenceCost.Families.Sources;

/// <summary>A file that lies in the family's folder, or that a person named.</summary>
internal sealed class FileSource : IModelSource
{
    /// <inheritdoc/>
    public bool Serves(ModelDefinition model) => model.Architecture is null;

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => family.PathOf(model.File!);

    /// <inheritdoc/>
    public void MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation)
    {
    }
}
