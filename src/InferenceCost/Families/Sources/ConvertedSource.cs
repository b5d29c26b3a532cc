using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Foundation.Text;
using InferenceCost.Onnx.Converting;
using InferenceCost.Onnx.Writing;
using InferenceCost.Records;

namespace InferenceCost.Families.Sources;

/// <summary>A copy of another model of the family with smaller weights: made here, the same on every machine.</summary>
internal sealed class ConvertedSource : IModelSource
{
    /// <inheritdoc/>
    public bool IsGenerated => false;

    /// <inheritdoc/>
    public string? OnlyWhenNamed => null;

    /// <inheritdoc/>
    public bool Serves(ModelDefinition model) => model.Convert is not null;

    /// <inheritdoc/>
    public DeclarationFault? Fault(FamilyDefinition family, ModelDefinition model)
    {
        var convert = model.Convert!;
        var others = family.Models.Where(other => other.Convert is null).ToList();
        return model.File is not null || model.Package is not null || model.Architecture is not null || model.Tail is not null
                ? new DeclarationFault(
                    "convert", "a model that is converted from another has no file, package, tail or architecture",
                    "leave those out, or convert")
            : model.Sha256 is null
                ? new DeclarationFault("sha256", "this field is missing", "write the SHA-256 of the converted file")
            : HashedFile.FormFault("sha256", model.Sha256) is { } form ? form
            : others.Find(other => other.Id == convert.From) is not { } from
                ? new DeclarationFault(
                    "convert.from", $"'{convert.From}' is no model of this family that is not converted itself",
                    $"name one of: {NearestWord.List(convert.From, [.. others.Select(other => other.Id)])}")
            : model.Weights != from.Weights
                ? new DeclarationFault("weights", "a copy has the weights of its original", "write the word that stands there")
            : OptionsFault(convert)
                ?? (model.Precision == convert.To ? null : new DeclarationFault(
                    "precision", $"'{model.Precision}' is not what the weights are converted to", $"write {convert.To}"));
    }

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => BuiltGraphFolder.PathOf(
        family, model.Id,
        FormattableString.Invariant($"{Original(model).Sha256}\n{model.Convert!.To}\n{model.Convert.Block}\n{model.Sha256}"));

    /// <inheritdoc/>
    public PendingFile? Pending(FamilyDefinition family, ModelDefinition model) => new(
        "its file", $"not converted from {model.Convert!.From} yet", "make it", $"models pull {family.Id}")
    {
        DownloadBytes = family.Pending(Original(model))?.DownloadBytes ?? 0,
    };

    /// <inheritdoc/>
    public void RequireMakeable(FamilyDefinition family, ModelDefinition model)
    {
        var original = Original(model);
        if (family.Pending(original) is not null)
        {
            ModelSources.Of(original).RequireMakeable(family, original);
        }
        else if (original.Sha256 is { } sha256)
        {
            HashedFile.Check($"{family.Id}/{original.Id}", family.PathOf(original), sha256);
        }
    }

    /// <inheritdoc/>
    public int MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation)
    {
        var missing = models.Where(model => !File.Exists(PathOf(family, model))).ToList();
        foreach (var model in missing)
        {
            cancellation.ThrowIfCancellationRequested();
            var original = Original(model);
            ModelSources.Of(original).MakePresent(family, [original], note, cancellation);
            var (name, source) = ($"{family.Id}/{model.Id}", family.PathOf(original));
            if (original.Sha256 is { } sha256)
            {
                HashedFile.Check($"{family.Id}/{original.Id}", source, sha256);
            }

            note($"converting {family.Id}/{original.Id} to {model.Convert!.To}");
            MadeFile.Make(
                name, PathOf(family, model), model.Sha256!, note, part => Convert(name, source, part, model.Convert, cancellation),
                made => $"if the original was changed on purpose, or the converter, write this into {FamilyDefinition.FileName}: {made}");
        }

        return missing.Count;
    }

    /// <inheritdoc/>
    public ModelSourceRecord? RecordOf(FamilyDefinition family, ModelDefinition model)
    {
        var original = Original(model);
        return (ModelSources.Of(original).RecordOf(family, original) ?? new ModelSourceRecord()) with { ConvertedFrom = original.Id };
    }

    private static void Convert(string name, string source, string part, ConversionDefinition convert, CancellationToken cancellation)
    {
        ModelConverter.Convert(source, part, ConversionOptions.Parse(convert.To, convert.Block), cancellation);
        if (File.Exists(part + GraphFile.ExternalSuffix))
        {
            File.Delete(part + GraphFile.ExternalSuffix);
            throw new InputException(
                $"{name}: the converted model does not fit into one file, which a family needs", "convert it with 'models convert'");
        }
    }

    private static DeclarationFault? OptionsFault(ConversionDefinition convert)
    {
        try
        {
            ConversionOptions.Parse(convert.To, convert.Block);
            return null;
        }
        catch (InputException fault)
        {
            return new DeclarationFault(convert.Block is null ? "convert.to" : "convert", fault.Message, fault.Fix);
        }
    }

    /// <summary>The model that it is a copy of, found when the family was read: one that is left out of a run still serves.</summary>
    private static ModelDefinition Original(ModelDefinition model) => model.Convert!.Original
        ?? throw new InvalidOperationException($"{model.Id}: its original was not looked for");
}
