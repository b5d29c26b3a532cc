using InferenceCost.Architectures;
using InferenceCost.Families.Definition;
using InferenceCost.Records;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Families.Sources;

/// <summary>A graph that is built here from a published architecture, with random weights.</summary>
internal sealed class BuiltGraphSource : IModelSource
{
    /// <inheritdoc/>
    public bool Serves(ModelDefinition model) => model.Architecture is not null;

    /// <inheritdoc/>
    public DeclarationFault? Fault(FamilyDefinition family, ModelDefinition model)
    {
        var architecture = model.Architecture!;
        return model.File is not null || model.Sha256 is not null
                ? new DeclarationFault("file", "a model that is built has no file", "leave out file and sha256, or the architecture")
            : model.Weights != WeightsKind.Random
                ? new DeclarationFault("weights", "a graph that is built has random weights", "write random")
            : Unknown("architecture.name", architecture.Name, ArchitectureCatalog.Names)
                ?? Unknown("precision", model.Precision, [.. BuiltGraphFolder.Precisions.Keys])
                ?? (architecture.Seed < 0 ? new DeclarationFault("architecture.seed", "the seed is negative", "write 0 or more") : null);
    }

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => BuiltGraphFolder.PathOf(family, model, model.Architecture!);

    /// <inheritdoc/>
    public void MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation) =>
            BuiltGraphFolder.BuildMissing(family with { Models = models }, note, cancellation);

    private static DeclarationFault? Unknown(string field, string word, IReadOnlyList<string> known) => known.Contains(word)
        ? null
        : new DeclarationFault(field, $"'{word}' is unknown here", $"write one of: {NearestWord.List(word, known)}");
}
