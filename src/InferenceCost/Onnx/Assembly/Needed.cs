using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Assembly;

/// <summary>Leaves out of a graph what leads to none of its outputs.</summary>
internal static class Needed
{
    /// <summary>Keeps the nodes and weights that the graph's outputs need, and of these inputs those that are used.</summary>
    public static void Keep(GraphProto graph, IEnumerable<ValueInfoProto> inputs)
    {
        var needed = graph.Output.Select(output => output.Name).ToHashSet();
        var kept = new List<NodeProto>();
        foreach (var node in graph.Node.Reverse().Where(node => node.Output.Any(needed.Contains)))
        {
            kept.Add(node);
            needed.UnionWith(node.Input);
            needed.UnionWith(node.Attribute.SelectMany(Captured));
        }

        kept.Reverse();
        Replace(graph.Node, kept);
        Replace(graph.Initializer, graph.Initializer.Where(tensor => needed.Contains(tensor.Name)));
        Replace(graph.SparseInitializer, graph.SparseInitializer.Where(tensor => needed.Contains(tensor.Values.Name)));
        var weights = graph.Initializer.Select(tensor => tensor.Name).ToHashSet();
        Replace(graph.Input, inputs.Where(input => needed.Contains(input.Name) && !weights.Contains(input.Name)));
    }

    /// <summary>What the graphs inside a node take from around them.</summary>
    private static IEnumerable<string> Captured(AttributeProto attribute) =>
        attribute.Graphs.Concat(attribute.G is { } one ? [one] : []).SelectMany(inside =>
            inside.Node.SelectMany(node => node.Input.Concat(node.Attribute.SelectMany(Captured)))
                .Concat(inside.Output.Select(output => output.Name)));

    private static void Replace<T>(ICollection<T> list, IEnumerable<T> values)
    {
        List<T> kept = [.. values];
        list.Clear();
        foreach (var value in kept)
        {
            list.Add(value);
        }
    }
}
