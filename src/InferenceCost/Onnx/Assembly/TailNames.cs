using Google.Protobuf.Collections;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Assembly;

/// <summary>
/// The names that a tail gives to its own values and nodes: where the graph before it has them too, they get a prefix. Names of its inputs
/// and outputs are never its own.
/// </summary>
internal static class TailNames
{
    private const string PrefixText = "tail/";

    /// <summary>Values that both graphs make, the tail's outputs among them.</summary>
    /// <param name="begun">The graph that the tail continues, without what is not needed.</param>
    /// <param name="tail">The tail.</param>
    public static HashSet<string> ClashingValues(GraphProto begun, GraphProto tail) =>
        Both(Own(begun).Concat(begun.Input.Select(input => input.Name)), Own(tail));

    /// <summary>Puts the prefix before names of values and nodes that both graphs have, wherever the tail has them.</summary>
    public static void Prefix(GraphProto begun, GraphProto tail)
    {
        var values = Prefixed(ClashingValues(begun, tail), Own(begun).Concat(Own(tail)).Concat(tail.Input.Select(input => input.Name)));
        var nodes = Prefixed(Both(NodeNames(begun), NodeNames(tail)), NodeNames(begun).Concat(NodeNames(tail)));
        Rename(tail, name => values.GetValueOrDefault(name, name), name => nodes.GetValueOrDefault(name, name));
    }

    private static HashSet<string> Both(IEnumerable<string> ours, IEnumerable<string> theirs)
    {
        var both = ours.Where(name => name.Length > 0).ToHashSet();
        both.IntersectWith(theirs);
        return both;
    }

    private static Dictionary<string, string> Prefixed(HashSet<string> clashing, IEnumerable<string> all)
    {
        var used = all.ToHashSet();
        return clashing.ToDictionary(name => name, name => Free(name, used));
    }

    private static string Free(string name, HashSet<string> used)
    {
        var free = PrefixText + name;
        while (used.Contains(free))
        {
            free = PrefixText + free;
        }

        return free;
    }

    /// <summary>What a graph, or one inside it, makes itself: results and weights.</summary>
    private static IEnumerable<string> Own(GraphProto graph) => graph.Node.SelectMany(node => node.Output)
        .Concat(graph.Initializer.Select(tensor => tensor.Name))
        .Concat(graph.SparseInitializer.Select(tensor => tensor.Values.Name))
        .Concat(Inside(graph).SelectMany(inside => Own(inside).Concat(inside.Input.Select(input => input.Name))));

    private static IEnumerable<string> NodeNames(GraphProto graph) =>
        graph.Node.Select(node => node.Name).Concat(Inside(graph).SelectMany(NodeNames));

    private static IEnumerable<GraphProto> Inside(GraphProto graph) => graph.Node.SelectMany(node => node.Attribute).SelectMany(Inside);

    private static IEnumerable<GraphProto> Inside(AttributeProto attribute) => attribute.Graphs.Concat(attribute.G is { } one ? [one] : []);

    private static void Rename(GraphProto graph, Func<string, string> value, Func<string, string> node)
    {
        foreach (var step in graph.Node)
        {
            step.Name = node(step.Name);
            Rename(step.Input, value);
            Rename(step.Output, value);
            foreach (var inside in step.Attribute.SelectMany(Inside))
            {
                foreach (var info in inside.Input.Concat(inside.Output).Concat(inside.ValueInfo))
                {
                    info.Name = value(info.Name);
                }

                Rename(inside, value, node);
            }
        }

        foreach (var tensor in graph.Initializer.Concat(graph.SparseInitializer.Select(sparse => sparse.Values)))
        {
            tensor.Name = value(tensor.Name);
        }
    }

    private static void Rename(RepeatedField<string> names, Func<string, string> value)
    {
        for (var index = 0; index < names.Count; index++)
        {
            names[index] = value(names[index]);
        }
    }
}
