using InferenceCost.Families.Catalog;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Tasks.Costs;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>Everything that <c>models show</c> tells of one model.</summary>
/// <param name="Id">The model's id; of a file its name.</param>
/// <param name="File">Its file, absolute.</param>
/// <param name="FileBytes">Size of the file and its external data.</param>
/// <param name="Sha256">The file's hash.</param>
/// <param name="Inventory">What the file holds.</param>
/// <param name="Cost">What one item costs; null where that could not be told.</param>
/// <param name="CostUnknown">Why not.</param>
internal sealed record ModelSheet(
    string Id, string File, long FileBytes, string Sha256, OnnxInventory Inventory, ModelCost? Cost, string? CostUnknown)
{
    /// <summary>What its numbers are like; null unless that was asked for.</summary>
    public ModelValues? Values { get; init; }

    /// <summary>Looks at a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="family">Its family, whose inputs then say the shapes; null for a file.</param>
    /// <param name="asked">Sizes that were typed: they take the place of the family's.</param>
    /// <exception cref="InputException">The file is not sound, or what was typed does not fit the model.</exception>
    public static ModelSheet Read(ModelOverview model, FamilyDefinition? family, SyntheticOptions asked)
    {
        if (model.Fault is { } fault)
        {
            throw fault;
        }

        if (model.Pending is { } pending)
        {
            throw new InputException($"{model.Definition.Id}: {pending.Message}", pending.Fix);
        }

        if (model.Inventory is not { } inventory || model.Record is not { } record)
        {
            throw new InputException(
                $"{model.Definition.Id}: the family carries its recorded answers and no file", "name a model that has a file");
        }

        var (cost, unknown) = CostOf(model, family, asked);
        return new ModelSheet(model.Definition.Id, model.Path, record.FileBytes, record.Sha256, inventory, cost, unknown);
    }

    private static (ModelCost? Cost, string? Unknown) CostOf(ModelOverview model, FamilyDefinition? family, SyntheticOptions asked)
    {
        var typed = asked.Dimensions!.Count + asked.Shapes!.Count > 0;
        try
        {
            var file = OnnxModelFile.Read(model.Path);
            return (typed || family is not { Task.Inputs.Count: > 0 }
                ? ModelCost.OfOneItem(file, asked)
                : ModelCost.At(file, OneItem(family, model.Inventory!)), null);
        }
        catch (InputException error) when (!typed)
        {
            return (null, $"{error.Message}; {error.Fix}");
        }
    }

    /// <summary>What the family leaves free is as long as in its data.</summary>
    /// <exception cref="InputException">It has none, and gives no size.</exception>
    private static Dictionary<string, IReadOnlyList<long>> OneItem(FamilyDefinition family, OnnxInventory inventory) => family.Task.Inputs
        .Where(input => inventory.Signature.Inputs.Any(taken => taken.Name == input.Name))
        .ToDictionary(input => input.Name, input => OneItem(family, input));

    private static IReadOnlyList<long> OneItem(FamilyDefinition family, InputDefinition input)
    {
        if (input.Shape.Skip(1).All(axis => !axis.IsFree))
        {
            return [.. input.Shape.Select(axis => axis.Size ?? 1)];
        }

        var data = family.Task.Dataset is { } dataset
            ? DataFile.ReadHeader(family.PathOf(dataset.File), input).Shape
            : throw new InputException(
                $"input '{input.Name}' leaves an axis free, and the family has no data",
                "give it a size in task.inputs of the family file");
        return [.. input.Shape.Select((axis, index) => axis.Size ?? (index == 0 ? 1 : data[index]))];
    }
}
