using System.Globalization;
using InferenceCost.Onnx.Reading;
using InferenceCost.Tasks.Costs;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>One model as text for a terminal.</summary>
internal static class ModelText
{
    public static string Describe(ModelSheet sheet) => string.Concat(Lines(sheet).Select(line => line + "\n"));

    private static IEnumerable<string> Lines(ModelSheet sheet)
    {
        var inventory = sheet.Inventory;
        yield return $"{sheet.Id}: {sheet.File}, {Count(sheet.FileBytes)} bytes";
        yield return $"parameters: {Count(inventory.Parameters)}{Width(inventory)}";
        var types = inventory.BytesByType.OrderByDescending(type => type.Value).Select(type => $"{type.Key} {Count(type.Value)} bytes");
        yield return $"stored as: {string.Join(", ", types)}";
        foreach (var duplicate in inventory.Duplicates)
        {
            yield return $"stored more than once, counted once: {string.Join(" = ", duplicate.Names)}, {Count(duplicate.Bytes)} bytes each";
        }

        foreach (var line in sheet.Cost is { } cost ? Cost(cost) : [$"multiply-accumulates: n/a: {sheet.CostUnknown}"])
        {
            yield return line;
        }

        foreach (var line in sheet.Values?.Lines() ?? [])
        {
            yield return line;
        }

        yield return $"inputs: {string.Join("; ", inventory.Signature.Inputs.Select(Value))}";
        yield return $"outputs: {string.Join("; ", inventory.Signature.Outputs.Select(Value))}";
        yield return $"operators: {string.Join(", ", inventory.NodesByOperator.Select(pair => $"{pair.Key} {Count(pair.Value)}"))}";
        yield return $"opsets: {string.Join(", ", inventory.Opsets.Select(pair => $"{pair.Key} {Count(pair.Value)}"))}; "
            + $"IR version {Count(inventory.IrVersion)}; by {inventory.Producer ?? "an unnamed exporter"}";
    }

    private static IEnumerable<string> Cost(ModelCost cost)
    {
        var least = cost.Macs.Complete is null ? "at least " : "";
        yield return $"multiply-accumulates: {least}{Count(cost.Macs.Total)} at "
            + $"{string.Join(", ", cost.Shapes.Select(shape => $"{shape.Key} {Shape(shape.Value)}"))}";
        foreach (var (name, macs) in cost.Macs.ByOperator.OrderByDescending(pair => pair.Value))
        {
            yield return $"  {name} {Count(macs)}";
        }

        foreach (var uncounted in cost.Macs.Uncounted)
        {
            yield return $"  not counted: {uncounted}";
        }

        foreach (var note in cost.Notes)
        {
            yield return $"  note: {note}";
        }
    }

    /// <summary>What tells a file whose name says "q4" and whose weights are not.</summary>
    private static string Width(OnnxInventory inventory) => inventory.Parameters == 0
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture, $", {8.0 * inventory.InitializerBytes / inventory.Parameters:0.#} bits stored for each");

    private static string Shape(IReadOnlyList<long> shape) => shape.Count == 0 ? "scalar" : string.Join('x', shape);

    private static string Value(OnnxValue value) => $"{value.Name} {value}";

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
