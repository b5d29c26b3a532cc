using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Onnx.Converting;
using InferenceCost.Records;

namespace InferenceCost.Families.Sources;

/// <summary>A copy of the family's teacher with its weights in a smaller type, made into <see cref="BuiltGraphFolder"/>.</summary>
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

        // A run may leave out any other model, and then there is nothing to convert.
        var teachers = family.Models.Where(other => other is { Role: ModelRole.Teacher, Convert: null }).Select(other => other.Id).ToList();
        return model.File is not null || model.Package is not null || model.Architecture is not null
                ? new DeclarationFault(
                    "convert", "a model that is converted has no other source", "leave out file, package or architecture")
            : model.Sha256 is null
                ? new DeclarationFault("sha256", "this field is missing", "write the SHA-256 of the converted file")
            : !teachers.Contains(convert.From)
                ? new DeclarationFault(
                    "convert.from", $"'{convert.From}' is not the teacher of this family",
                    teachers.Count > 0 ? $"write {teachers[0]}" : "give the family a teacher that is not converted itself")
            : model.Weights != WeightsKind.Trained
                ? new DeclarationFault("weights", "a model that is converted has trained weights", "write trained")
            : HashedFile.FormFault("sha256", model.Sha256) ?? OptionsFault(convert);
    }

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => BuiltGraphFolder.PathOf(
        family, model.Id, FormattableString.Invariant(
            $"{From(family, model).Sha256}\n{model.Convert!.To}\n{model.Convert.Block}\n{model.Sha256}"));

    /// <inheritdoc/>
    public PendingFile? Pending(FamilyDefinition family, ModelDefinition model)
    {
        var from = From(family, model);
        var pending = family.Pending(from);
        return new("its file", $"not converted from {from.Id} yet", "make it", $"models pull {family.Id}")
        {
            IsFar = pending is { IsFar: true },
        };
    }

    /// <inheritdoc/>
    public void RequireMakeable(ModelDefinition model)
    {
    }

    /// <inheritdoc/>
    public int MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation)
    {
        var missing = models.Where(model => !File.Exists(PathOf(family, model))).ToList();
        foreach (var model in missing)
        {
            var from = From(family, model);
            ModelSources.Of(from).MakePresent(family, [from], note, cancellation);
            var target = PathOf(family, model);
            note($"converting {family.Id}/{from.Id} to {model.Convert!.To}");
            FileLock.Take(target, () => File.Exists(target) ? null : ModelConverter.Convert(
                family.PathOf(from), target, Options(model.Convert), cancellation));
        }

        return missing.Count;
    }

    private static ModelDefinition From(FamilyDefinition family, ModelDefinition model) =>
        family.Models.First(other => other.Id == model.Convert!.From);

    private static ConversionOptions Options(ConversionDefinition convert) => ConversionOptions.Parse(convert.To, convert.Block);

    private static DeclarationFault? OptionsFault(ConversionDefinition convert)
    {
        try
        {
            Options(convert);
            return null;
        }
        catch (InputException fault)
        {
            return new DeclarationFault("convert", fault.Message, fault.Fix);
        }
    }
}
