using InferenceCost.Architectures;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Onnx.Writing;
using InferenceCost.Records;

namespace InferenceCost.Families.Sources;

/// <summary>A graph that is built here from a published architecture, with random weights, into <see cref="BuiltGraphFolder"/>.</summary>
internal sealed class BuiltGraphSource : IModelSource
{
    /// <summary>Raised whenever the same hyper-parameters give another graph or other weights.</summary>
    private const int Version = 1;

    /// <summary>The precisions that can be built, by the word in a family file.</summary>
    private static readonly Dictionary<string, WeightPrecision> Precisions = new()
    {
        ["fp32"] = WeightPrecision.Full,
        ["fp16"] = WeightPrecision.Half,
        ["int8"] = WeightPrecision.EightBits,
        ["int4"] = WeightPrecision.FourBits,
    };

    /// <inheritdoc/>
    public bool IsGenerated => true;

    /// <inheritdoc/>
    public string? OnlyWhenNamed => "whose graphs are built";

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
                ?? Unknown("precision", model.Precision, [.. Precisions.Keys])
                ?? (architecture.Seed < 0 ? new DeclarationFault("architecture.seed", "the seed is negative", "write 0 or more") : null);
    }

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model)
    {
        var architecture = model.Architecture!;
        return BuiltGraphFolder.PathOf(
            family, model.Id,
            FormattableString.Invariant(
                $"{Version}\n{architecture.Name}\n{architecture.HyperParameters.GetRawText()}\n{architecture.Seed}\n{model.Precision}"));
    }

    /// <inheritdoc/>
    public PendingFile? Pending(FamilyDefinition family, ModelDefinition model) =>
        new("its graph", "not built yet", "build it", $"models build {family.Id}");

    /// <inheritdoc/>
    public void RequireMakeable(FamilyDefinition family, ModelDefinition model) => Graph(model);

    /// <inheritdoc/>
    public int MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation)
    {
        var missing = models.Where(model => !File.Exists(PathOf(family, model)))
            .Select(model => (Model: model, Graph: Graph(model))).ToList();
        BuiltGraphFolder.RequireSpace(family, missing.Sum(item => item.Graph.WeightBytes));
        foreach (var (model, graph) in missing)
        {
            if (File.Exists(PathOf(family, model)))
            {
                continue; // another process built the same one meanwhile
            }

            note(FormattableString.Invariant(
                $"building {family.Id}/{model.Id}: {graph.Parameters:N0} parameters with random weights, {graph.WeightBytes / 1e6:N0} MB"));
            GraphFile.Write(graph, PathOf(family, model), cancellation);
        }

        return missing.Count;
    }

    /// <inheritdoc/>
    public ModelSourceRecord? RecordOf(FamilyDefinition family, ModelDefinition model) => null;

    /// <summary>The graph of a model as it would be built; no weight exists yet.</summary>
    /// <exception cref="InputException">The architecture is unknown, or its hyper-parameters are impossible.</exception>
    internal static GraphDefinition Graph(ModelDefinition model)
    {
        var architecture = model.Architecture!;
        return ArchitectureCatalog.Build(
            architecture.Name, architecture.HyperParameters, (ulong)architecture.Seed, Precisions[model.Precision]);
    }

    private static DeclarationFault? Unknown(string field, string word, IReadOnlyList<string> known) => known.Contains(word)
        ? null
        : new DeclarationFault(field, $"'{word}' is unknown here", $"write one of: {NearestWord.List(word, known)}");
}
