using System.Globalization;
using System.Runtime.InteropServices;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// Builds a graph: inputs, weights, nodes, outputs, in this order. Nodes have to come after what they use, as the file format asks.
/// Wrong use (a name twice, an empty graph) is a mistake in the code that builds, and throws <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class OnnxGraphBuilder
{
    private readonly ulong seed;
    private readonly List<StreamedTensor> weights = [];
    private readonly SortedDictionary<string, string> metadata = new(StringComparer.Ordinal);
    private readonly GraphProto graph;
    private readonly GraphNames names;
    private readonly GraphConstants constants;

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">The graph's name, such as <c>bert-base</c>.</param>
    /// <param name="seed">Seed of all random weights.</param>
    /// <param name="precision">How weights are stored; activations are float16 for halves and float32 otherwise.</param>
    /// <param name="opset">Version of ONNX's operator set.</param>
    public OnnxGraphBuilder(string name, ulong seed, WeightPrecision precision = WeightPrecision.Full, int opset = 17)
    {
        (this.seed, Precision, Opset) = (seed, precision, opset);
        graph = new GraphProto { Name = name };
        names = new GraphNames(name);
        constants = new GraphConstants(graph, names);
    }

    /// <summary>Type of weights and activations.</summary>
    public TensorElementType Floats => Precision == WeightPrecision.Half ? TensorElementType.Float16 : TensorElementType.Float;

    /// <summary>How weights are stored.</summary>
    public WeightPrecision Precision { get; }

    /// <summary>Version of ONNX's operator set.</summary>
    public int Opset { get; }

    /// <summary>
    /// Standard deviation of the weights whose layer does not say otherwise; 0.02 as in the published configurations of transformers.
    /// </summary>
    public double Deviation { get; init; } = 0.02;

    /// <summary>The graph without a path: names of weights and nodes start here.</summary>
    public GraphScope Root => new(this, "");

    /// <summary>Declares an input.</summary>
    public GraphValue Input(string input, TensorElementType type, params ReadOnlySpan<Dimension> shape)
    {
        graph.Input.Add(Declare(names.Claim(input), type, shape));
        return new GraphValue(input, type);
    }

    /// <summary>
    /// Declares what a node gives an output of the graph, under this name; it can still be used as an input of other nodes.
    /// </summary>
    public void Output(string output, GraphValue value, params ReadOnlySpan<Dimension> shape)
    {
        graph.Output.Add(Declare(names.Claim(output), value.Type, shape));
        var node = graph.Node.FirstOrDefault(node => node.Output.Contains(value.Name))
            ?? throw new InvalidOperationException($"No node gives '{value.Name}', which is to be the output '{output}'.");
        node.Output[node.Output.IndexOf(value.Name)] = output;
        names.Rename(value.Name, output);
        foreach (var inputs in graph.Node.Select(user => user.Input))
        {
            for (var i = 0; i < inputs.Count; i++)
            {
                inputs[i] = names.Current(inputs[i]);
            }
        }

        foreach (var stated in graph.ValueInfo.Where(stated => stated.Name == value.Name).ToArray())
        {
            graph.ValueInfo.Remove(stated);
        }
    }

    /// <summary>
    /// States the shape of what a node gives, where a runtime cannot infer it: optimisers hesitate over unknown shapes. The same value
    /// comes back.
    /// </summary>
    public GraphValue WithShape(GraphValue value, params ReadOnlySpan<Dimension> shape)
    {
        graph.ValueInfo.Add(Declare(value.Name, value.Type, shape));
        return value;
    }

    /// <summary>Adds a weight of the graph's floating-point type; to tie two weights, use the returned value twice.</summary>
    public GraphValue Weight(string weight, WeightValues values, params IReadOnlyList<long> shape) =>
        Add(new FloatTensor(weight, Floats, shape, TensorKey.Derive(seed, weight), values));

    /// <summary>
    /// Adds what is stored with the weights without being one: no training step changed it, and no published count counts it.
    /// </summary>
    public GraphValue Statistic(string statistic, WeightValues values, params IReadOnlyList<long> shape) =>
        Add(new FloatTensor(statistic, Floats, shape, TensorKey.Derive(seed, statistic), values, isParameter: false));

    /// <summary>Adds a matrix that is rounded to 4 or 8 bits, for the operator MatMulNBits: its numbers, and their scales.</summary>
    /// <param name="weight">The name of the matrix in full precision.</param>
    /// <param name="values">Its values in full precision.</param>
    /// <param name="inputs">Inputs of the layer.</param>
    /// <param name="outputs">Outputs of the layer.</param>
    /// <param name="bits">4 or 8.</param>
    /// <param name="outputsFirst">Whether it is [outputs, inputs] in full precision, not [inputs, outputs].</param>
    public (GraphValue Numbers, GraphValue Scales) QuantizedWeight(
        string weight, WeightValues values, long inputs, long outputs, int bits, bool outputsFirst = false)
    {
        var matrix = new QuantizedMatrix(inputs, outputs, bits, outputsFirst, TensorKey.Derive(seed, weight), values);
        var packed = Add(matrix.Packed(string.Create(CultureInfo.InvariantCulture, $"{weight}_Q{bits}")));
        return (packed, Add(matrix.Scales($"{weight}_scales", Floats)));
    }

    /// <summary>A list of whole numbers, such as a shape; equal ones are stored once.</summary>
    public GraphValue Constant(params ReadOnlySpan<long> values) =>
        Constant($"constant.{string.Join('_', values.ToArray())}", TensorElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>A single whole number without dimensions.</summary>
    public GraphValue Scalar(long value) =>
        Constant(string.Create(CultureInfo.InvariantCulture, $"scalar.int64.{value}"), TensorElementType.Int64, [], MemoryMarshal.AsBytes(
            [value]));

    /// <summary>A single floating-point number without dimensions, of the graph's type.</summary>
    public GraphValue Scalar(float value) => Constant(
        string.Create(CultureInfo.InvariantCulture, $"scalar.{value:R}"),
        Floats,
        [],
        Floats == TensorElementType.Float16 ? MemoryMarshal.AsBytes([(Half)value]) : MemoryMarshal.AsBytes([value]));

    /// <summary>A table that is kept in memory, such as positions; small ones only.</summary>
    public GraphValue Constant(string constant, TensorElementType type, IReadOnlyList<long> shape, ReadOnlySpan<byte> content) =>
        constants.Get(constant, type, shape, content);

    /// <summary>Adds a line to the file's metadata.</summary>
    public void Describe(string key, string value) => metadata[key] = value;

    /// <summary>The finished graph; the builder should not be used any more.</summary>
    public GraphDefinition Build() => graph.Output.Count > 0
        ? new GraphDefinition(graph, weights, seed, Opset, metadata)
        : throw new InvalidOperationException($"The graph '{graph.Name}' has no outputs.");

    internal GraphValue[] Add(
        string path, string operation, ReadOnlySpan<GraphValue> inputs, TensorElementType[] types, ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { Name = names.Free($"/{path}/{operation}".Replace("//", "/", StringComparison.Ordinal)) };
        (node.Domain, node.OpType) = operation.Split(':') is [var domain, var type] ? (domain, type) : ("", operation);
        foreach (var input in inputs)
        {
            node.Input.Add(names.Current(input.Name));
        }

        foreach (var attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        node.Output.Add(
            types.Select((_, index) => names.Claim(string.Create(CultureInfo.InvariantCulture, $"{node.Name}_output_{index}"))));
        graph.Node.Add(node);
        return [.. node.Output.Zip(types, (output, type) => new GraphValue(output, type))];
    }

    private GraphValue Add(StreamedTensor tensor)
    {
        names.Claim(tensor.Name);
        weights.Add(tensor);
        return new GraphValue(tensor.Name, tensor.Type);
    }

    private static ValueInfoProto Declare(string value, TensorElementType type, ReadOnlySpan<Dimension> shape)
    {
        var dimensions = new TensorShapeProto();
        foreach (var dimension in shape)
        {
            dimensions.Dim.Add(dimension.Proto());
        }

        return new ValueInfoProto
        {
            Name = value,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } },
        };
    }
}
