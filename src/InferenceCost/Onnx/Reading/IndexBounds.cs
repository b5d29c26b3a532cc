using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>
/// Finds how large the indices may be that a graph's inputs carry into stored tables. Token ids beyond the vocabulary make a model
/// fail, and ids from a small part of it would touch less memory than real text does.
/// </summary>
internal static class IndexBounds
{
    // Operators that pass the values of their first input on as they are.
    private static readonly HashSet<string> PassesValuesOn =
        ["Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Transpose"];

    // Operators that look up rows: data is the first input, indices the second.
    private static readonly HashSet<string> LooksUpRows = ["Gather", "GatherBlockQuantized"];

    /// <summary>The number of rows of the smallest table, by input name; inputs that index no stored table are absent.</summary>
    public static Dictionary<string, long> Find(GraphProto graph)
    {
        var tables = graph.Initializer.GroupBy(tensor => tensor.Name).ToDictionary(group => group.Key, group => group.First());
        var origin = graph.Input.Select(input => input.Name).Distinct().ToDictionary(name => name, name => name);
        var bounds = new Dictionary<string, long>();

        // One pass is enough: nodes are in topological order.
        foreach (var node in graph.Node)
        {
            if (PassesValuesOn.Contains(node.OpType) && node.Input.Count > 0 && node.Output.Count > 0
                && origin.TryGetValue(node.Input[0], out var source))
            {
                origin.TryAdd(node.Output[0], source);
            }
            else if (LooksUpRows.Contains(node.OpType) && node.Input.Count > 1
                && tables.TryGetValue(node.Input[0], out var table) && origin.TryGetValue(node.Input[1], out var input)
                && Rows(node, table) is long rows)
            {
                bounds[input] = bounds.TryGetValue(input, out var other) ? Math.Min(other, rows) : rows;
            }
        }

        return bounds;
    }

    private static long? Rows(NodeProto node, TensorProto table)
    {
        var axis = node.Attribute.FirstOrDefault(attribute => attribute.Name is "axis" or "gather_axis")?.I ?? 0;
        axis = axis < 0 ? axis + table.Dims.Count : axis;
        return axis >= 0 && axis < table.Dims.Count && table.Dims[(int)axis] > 0 ? table.Dims[(int)axis] : null;
    }
}
