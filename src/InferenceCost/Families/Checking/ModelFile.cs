using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;

namespace InferenceCost.Families.Checking;

/// <summary>A model whose file is there, is the declared one, and is sound.</summary>
/// <param name="Definition">What the family declares of it.</param>
/// <param name="Path">Its file, absolute.</param>
/// <param name="Record">What <c>run.json</c> keeps of it.</param>
/// <param name="Inventory">What the file holds.</param>
public sealed record VerifiedModel(ModelDefinition Definition, string Path, ModelRecord Record, OnnxInventory Inventory);

/// <summary>The file of a model. Nothing is cached: a file may change between two looks.</summary>
public static class ModelFile
{
    /// <summary>
    /// Makes sure that the model's file exists, has the declared hash, is an ONNX model whose external data is whole, and fits the
    /// family's task; then takes stock of it. The graph is not run here.
    /// </summary>
    /// <exception cref="InputException">Any of these does not hold.</exception>
    public static VerifiedModel Verify(FamilyDefinition family, ModelDefinition model)
    {
        var name = $"{family.Id}/{model.Id}";
        var path = family.PathOf(model);
        if (family.Pending(model) is { } pending)
        {
            throw new InputException($"{name}: {pending.Message}", pending.Fix);
        }

        var sha256 = model.Sha256 is { } declared
            ? HashedFile.Check(name, path, declared, family.MakeAgain(model)) : HashedFile.Hash(name, path);
        var file = OnnxModelFile.Read(path);
        var inventory = OnnxInventory.Take(file);
        if (!family.IsOwn)
        {
            TaskFit.Check(name, family.Task, family.Task.OutputOf(model), inventory.Signature);
        }

        var scored = inventory.Signature.Outputs.FirstOrDefault(output => output.Name == family.Task.OutputOf(model));
        var described = model with { Scored = scored, IndexBounds = Bounds(inventory.Signature) };
        return new VerifiedModel(described, path, RecordOf(model, sha256, file.FileBytes, inventory) with
        {
            Source = ModelSources.Of(model).RecordOf(family, model),
        }, inventory);
    }

    private static Dictionary<string, long>? Bounds(OnnxSignature signature) =>
        signature.Inputs.Where(input => input.IndexBound is not null).ToDictionary(input => input.Name, input => input.IndexBound!.Value)
            is { Count: > 0 } bounds ? bounds : null;

    internal static ModelRecord RecordOf(ModelDefinition model, string sha256, long fileBytes, OnnxInventory? inventory) => new()
    {
        Id = model.Id,
        Name = model.Name,
        Role = model.Role,
        Distilled = model.Role == ModelRole.Teacher ? false : model.Distilled,
        ConvertedFrom = model.Convert?.From ?? model.ConvertedFrom,
        Teacher = model.Teacher,
        ControlFor = model.ControlFor,
        Evidence = model.Evidence,
        Seed = model.Seed,
        Temperature = model.Temperature,
        Precision = model.Precision,
        Weights = model.Weights,
        Architecture = model.Architecture?.Name,
        Published = model.Published,
        File = model.File,
        Sha256 = sha256,
        FileBytes = fileBytes,
        InitializerBytes = inventory?.InitializerBytes ?? 0,
        Parameters = inventory?.Parameters ?? 0,
        InputsFile = model.Feed?.File,
        InputsSha256 = model.Feed?.Sha256,
        Answers = model.Answers?.ToRecord(),
    };
}
