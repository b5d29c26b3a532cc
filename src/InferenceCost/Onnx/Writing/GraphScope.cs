using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>A place in the model's hierarchy of modules: what is added here is named after it, as the published weights are.</summary>
/// <param name="Graph">The graph under construction.</param>
/// <param name="Path">Names of the modules from the root, joined by dots: <c>encoder.layer.0.attention.self</c>.</param>
public readonly record struct GraphScope(OnnxGraphBuilder Graph, string Path)
{
    /// <summary>A module inside this one; the name may hold dots.</summary>
    public GraphScope this[string name] => this with { Path = Join(name) };

    /// <summary>A numbered module inside a list: <c>this["layer", 0]</c>.</summary>
    public GraphScope this[string list, int index] => this[FormattableString.Invariant($"{list}.{index}")];

    /// <summary>Adds a weight of this module.</summary>
    public GraphValue Weight(string name, WeightValues values, params IReadOnlyList<long> shape) => Graph.Weight(Join(name), values, shape);

    /// <summary>Adds what this module stores beside its weights, such as the running statistics of a batch normalisation.</summary>
    public GraphValue Statistic(string name, WeightValues values, params IReadOnlyList<long> shape) =>
        Graph.Statistic(Join(name), values, shape);

    /// <summary>
    /// Adds a node with one output, of the type of its first input. Operators of other domains are written <c>domain:operator</c>.
    /// </summary>
    public GraphValue Node(string operation, params ReadOnlySpan<GraphValue> inputs) =>
        Graph.Add(Path, operation, inputs, [inputs[0].Type], [])[0];

    /// <summary>Adds a node with attributes and one output, of the type of its first input.</summary>
    public GraphValue Node(string operation, ReadOnlySpan<GraphValue> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Graph.Add(Path, operation, inputs, [inputs[0].Type], attributes)[0];

    /// <summary>Adds a node whose output has a type of its own.</summary>
    public GraphValue NodeOf(
        TensorElementType type, string operation, ReadOnlySpan<GraphValue> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
            Graph.Add(Path, operation, inputs, [type], attributes)[0];

    /// <summary>Adds a node with several outputs, all of the type of its first input.</summary>
    public GraphValue[] Nodes(
        string operation, int outputs, ReadOnlySpan<GraphValue> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var types = new TensorElementType[outputs];
        Array.Fill(types, inputs[0].Type);
        return Graph.Add(Path, operation, inputs, types, attributes);
    }

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
