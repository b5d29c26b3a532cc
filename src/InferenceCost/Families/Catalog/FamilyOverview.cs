using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;

namespace InferenceCost.Families.Catalog;

/// <summary>A family as <c>models show</c> and <c>models verify</c> print it: faults are listed, not thrown.</summary>
/// <param name="Family">What the family declares.</param>
/// <param name="Models">Each model, in the family's order.</param>
/// <param name="DataFault">What is wrong with the evaluation data; null when it is fine, or when there is none.</param>
public sealed record FamilyOverview(FamilyDefinition Family, IReadOnlyList<ModelOverview> Models, InputException? DataFault)
{
    /// <summary>True when every file is there and is the declared one.</summary>
    public bool IsSound => DataFault is null && Models.All(model => model.Fault is null);

    /// <summary>Looks at every file of a family.</summary>
    public static FamilyOverview Describe(FamilyDefinition family)
    {
        InputException? dataFault = null;
        try
        {
            DatasetFile.Verify(family);
        }
        catch (InputException fault)
        {
            dataFault = fault;
        }

        return new FamilyOverview(family, [.. family.Models.Select(model => ModelOverview.Describe(family, model))], dataFault);
    }
}

/// <summary>A model as <c>models show</c> and <c>models verify</c> print it.</summary>
/// <param name="Definition">What the family declares of it.</param>
/// <param name="Path">Its file, absolute; it may not exist.</param>
/// <param name="Record">Sizes and hash; null when the file has a fault or is not there yet.</param>
/// <param name="Inventory">What the file holds; null likewise, and where recorded answers stand for the model.</param>
/// <param name="Fault">What is wrong with the file; null when it is sound, or not there yet and could be made.</param>
public sealed record ModelOverview(
    ModelDefinition Definition, string Path, ModelRecord? Record, OnnxInventory? Inventory, InputException? Fault)
{
    /// <summary>What to tell of a file that is not there yet and could be made; null when it is there, or has a fault.</summary>
    public PendingFile? Pending { get; init; }

    /// <summary>Looks at one model of a family.</summary>
    public static ModelOverview Describe(FamilyDefinition family, ModelDefinition model)
    {
        try
        {
            AnswersFile.Verify(family, model);
            if (family.IsRecorded(model) && family.Pending(model) is null)
            {
                return new ModelOverview(model, family.PathOf(model), AnswersFile.RecordOf(family, model), null, null);
            }

            if (family.Pending(model) is { } pending)
            {
                ModelSources.Of(model).RequireMakeable(family, model);
                return new ModelOverview(model, family.PathOf(model), null, null, null) { Pending = pending };
            }

            var verified = ModelFile.Verify(family, model);
            return new ModelOverview(model, verified.Path, verified.Record, verified.Inventory, null);
        }
        catch (InputException fault)
        {
            return new ModelOverview(model, family.PathOf(model), null, null, fault);
        }
    }

    /// <summary>Looks at an ONNX file that no family declares.</summary>
    /// <exception cref="InputException">It is missing or not a sound ONNX file.</exception>
    public static ModelOverview OfFile(string path)
    {
        var own = UserFamily.Build(path, []);
        var model = own.Models[0];
        return new ModelOverview(model.Definition, model.Path, model.Record, model.Inventory, null);
    }
}
