using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Converting;

/// <summary>How a node uses a weight.</summary>
internal enum UseKind
{
    /// <summary>Rows are looked up: Gather along the first axis.</summary>
    Rows,

    /// <summary>The right-hand matrix of a product, [inputs, outputs].</summary>
    Product,

    /// <summary>The same, stored as [outputs, inputs].</summary>
    TransposedProduct,

    /// <summary>The filters of a convolution, [outputs, inputs, ...].</summary>
    Filters,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A use of a weight.</summary>
/// <param name="Kind">How it is used.</param>
/// <param name="Node">What uses it: of a matrix that is transposed first, the product.</param>
/// <param name="Why">What stands against converting; null where nothing does.</param>
internal sealed record WeightUse(UseKind Kind, NodeProto Node, string? Why = null);

/// <summary>Finds every use of the stored weights of a graph.</summary>
internal sealed class WeightUses
{
    private readonly Dictionary<string, List<WeightUse>> uses = [];
    private readonly HashSet<string> kept;

    public WeightUses(GraphProto graph, IReadOnlyList<string> keep)
    {
        kept = [.. keep];
        var consumers = graph.Node.SelectMany(node => node.Input.Select(input => (Input: input, Node: node))).ToLookup(
            pair => pair.Input, pair => pair.Node);
        var outputs = graph.Output.Select(output => output.Name).ToHashSet();
        foreach (var node in graph.Node)
        {
            foreach (var (index, input) in node.Input.Index().Where(pair => pair.Item.Length > 0))
            {
                Add(input, UsesOf(node, index, consumers, outputs));
            }

            // A graph inside a node may use what is around it in any way.
            foreach (var inner in Inner(node).SelectMany(graphInside => graphInside.Node).SelectMany(inside => inside.Input))
            {
                Add(inner, [new WeightUse(UseKind.Other, node, $"it is used inside {node.OpType}")]);
            }
        }

        foreach (var output in outputs)
        {
            Add(output, [new WeightUse(UseKind.Other, new NodeProto { OpType = "output" }, "it is an output of the graph")]);
        }
    }

    /// <summary>The uses of a weight; empty where nothing uses it.</summary>
    public IReadOnlyList<WeightUse> Of(string name) => uses.GetValueOrDefault(name) ?? [];

    private void Add(string name, IEnumerable<WeightUse> found)
    {
        if (!uses.TryGetValue(name, out var list))
        {
            uses[name] = list = [];
        }

        list.AddRange(found);
    }

    private IEnumerable<WeightUse> UsesOf(NodeProto node, int index, ILookup<string, NodeProto> consumers, HashSet<string> outputs)
    {
        if (kept.Contains(node.OpType) || (node.Name.Length > 0 && kept.Contains(node.Name)))
        {
            return [new WeightUse(UseKind.Other, node, "it was to be kept")];
        }

        if (node.Domain is not ("" or "ai.onnx"))
        {
            return [Other(node)];
        }

        switch (node.OpType)
        {
            case "MatMul" when index == 1:
                return [new WeightUse(UseKind.Product, node)];
            case "MatMul":
                return [new WeightUse(UseKind.Other, node, "it is the left-hand side of a product")];
            case "Gemm" when index == 1:
                return [Gemm(node)];
            case "Gather" when index == 0 && Whole(node, "axis", 0) == 0:
                return [new WeightUse(UseKind.Rows, node)];
            case "Conv" when index == 1:
                return [new WeightUse(UseKind.Filters, node)];
            case "Transpose" when SwapsTwo(node) && !outputs.Contains(node.Output[0])
                && consumers[node.Output[0]].All(next => next.OpType == "MatMul" && next.Input[0] != node.Output[0]):
                return consumers[node.Output[0]].Select(next => kept.Contains("MatMul") || kept.Contains(next.Name)
                    ? new WeightUse(UseKind.Other, next, "it was to be kept") : new WeightUse(UseKind.TransposedProduct, next));
            default:
                return [Other(node)];
        }
    }

    private static WeightUse Gemm(NodeProto node) =>
        Whole(node, "transA", 0) != 0 ? new WeightUse(UseKind.Other, node, "Gemm transposes what it multiplies")
        : Number(node, "beta", 1) != 1 ? new WeightUse(UseKind.Other, node, "Gemm scales what it adds")
        : new WeightUse(Whole(node, "transB", 0) == 0 ? UseKind.Product : UseKind.TransposedProduct, node);

    private static WeightUse Other(NodeProto node) => new(UseKind.Other, node, $"{node.OpType} is not converted");

    private static IEnumerable<GraphProto> Inner(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.Graphs.Concat(attribute.G is { } one ? [one] : []))
            .SelectMany(graph => graph.Node.SelectMany(Inner).Prepend(graph));

    private static bool SwapsTwo(NodeProto node) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == "perm") is not { } perm || perm.Ints.SequenceEqual([1, 0]);

    internal static long Whole(NodeProto node, string name, long usual) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I ?? usual;

    internal static float Number(NodeProto node, string name, float usual) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.F ?? usual;
}
