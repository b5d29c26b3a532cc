using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Converting;

/// <summary>Puts nodes in the place of those that used a weight in single precision.</summary>
internal sealed class ConvertedNodes
{
    /// <summary>The domain of the runtime's own operators.</summary>
    public const string RuntimeDomain = "com.microsoft";

    private readonly HashSet<string> names;
    private readonly Dictionary<string, (string Whole, string Step, string Zero)> quantized = [];
    private readonly Dictionary<string, string> turned = [];

    /// <param name="model">The model, none of whose names is given again: those of inner graphs would hide the new ones.</param>
    public ConvertedNodes(ModelProto model) => names =
        [.. ModelContents.Nodes(model).SelectMany(node => node.Output.Append(node.Name)), .. ModelContents.Graphs(model).SelectMany(
            graph => graph.Initializer.Select(tensor => tensor.Name).Concat(graph.Input.Select(input => input.Name)))];

    /// <summary>A name that is free, like the one given.</summary>
    public string Free(string like)
    {
        var name = like;
        for (var number = 2; !names.Add(name); number++)
        {
            name = FormattableString.Invariant($"{like}_{number}");
        }

        return name;
    }

    /// <summary>Rows that are looked up in a table of eight bits: times the row's scale.</summary>
    public IEnumerable<NodeProto> Rows(NodeProto gather, string numbers, string rowScales)
    {
        var (output, indices) = (gather.Output[0], gather.Input[1]);
        var (found, single, scale) = (Free(output + "_int8"), Free(output + "_float"), Free(output + "_scale"));
        yield return Node("Gather", [numbers, indices], [found]);
        yield return Cast(found, single, TensorProto.Types.DataType.Float);
        yield return Node("Gather", [rowScales, indices], [scale]);
        yield return Node("Mul", [single, scale], [output]);
    }

    /// <summary>
    /// A product in integers: what is multiplied is rounded to eight bits at each call, once for all products that share it. The runtime
    /// fuses Cast and Mul into the product. Products are asked for in the order of the graph, so that the first of them rounds.
    /// </summary>
    /// <param name="product">A MatMul or Gemm.</param>
    /// <param name="numbers">The weight, [inputs, outputs], or [outputs, inputs] where it is turned.</param>
    /// <param name="scales">A scale for each output.</param>
    /// <param name="isTurned">Whether the weight is [outputs, inputs].</param>
    public IEnumerable<NodeProto> IntegerProduct(NodeProto product, string numbers, string scales, bool isTurned)
    {
        var (input, output) = (product.Input[0], product.Output[0]);
        if (!quantized.TryGetValue(input, out var rounded))
        {
            rounded = quantized[input] = (Free(input + "_uint8"), Free(input + "_step"), Free(input + "_zero"));
            yield return Node("DynamicQuantizeLinear", [input], [rounded.Whole, rounded.Step, rounded.Zero]);
        }

        string? weight = numbers;
        if (isTurned)
        {
            // Of a constant, so that the runtime does it once, when it loads the model.
            if (!turned.TryGetValue(numbers, out weight))
            {
                weight = turned[numbers] = Free(numbers + "_turned");
                var transpose = Node("Transpose", [numbers], [weight]);
                transpose.Attribute.Add(
                    new AttributeProto { Name = "perm", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1, 0 } });
                yield return transpose;
            }
        }

        var hasBias = product.OpType == "Gemm" && product.Input.Count > 2 && product.Input[2].Length > 0;
        var (sum, single, scale) = (Free(output + "_int32"), Free(output + "_float"), Free(output + "_scale"));
        var scaled = hasBias ? Free(output + "_product") : output;
        yield return Node("MatMulInteger", [rounded.Whole, weight, rounded.Zero], [sum]);
        yield return Cast(sum, single, TensorProto.Types.DataType.Float);
        yield return Node("Mul", [rounded.Step, scales], [scale]);
        yield return Node("Mul", [single, scale], [scaled]);
        if (hasBias)
        {
            yield return Node("Add", [scaled, product.Input[2]], [output]);
        }
    }

    /// <summary>A product with a weight of four bits.</summary>
    public IEnumerable<NodeProto> BlockProduct(NodeProto product, string numbers, string scales, int inputs, int outputs, int block)
    {
        var output = product.Output[0];
        var hasBias = product.OpType == "Gemm" && product.Input.Count > 2 && product.Input[2].Length > 0;
        var scaled = hasBias ? Free(output + "_product") : output;
        var node = Node("MatMulNBits", [product.Input[0], numbers, scales], [scaled]);
        node.Domain = RuntimeDomain;

        // Level 4 lets the runtime multiply in eight bits; without it four bits are 20 to 60 times slower than single precision here.
        node.Attribute.Add(
            [Whole("K", inputs), Whole("N", outputs), Whole("bits", 4), Whole("block_size", block), Whole("accuracy_level", 4)]);
        yield return node;
        if (hasBias)
        {
            yield return Node("Add", [scaled, product.Input[2]], [output]);
        }
    }

    /// <summary>A weight of half precision under its old name, single again.</summary>
    public static NodeProto Widened(string half, string name) => Cast(half, name, TensorProto.Types.DataType.Float);

    /// <summary>
    /// Filters of eight bits under their old name, single again. All of it is constant: done once, when the model is loaded.
    /// </summary>
    public IEnumerable<NodeProto> Filters(string numbers, string scales, string name)
    {
        var single = Free(name + "_float");
        yield return Cast(numbers, single, TensorProto.Types.DataType.Float);
        yield return Node("Mul", [single, scales], [name]);
    }

    private static NodeProto Cast(string from, string to, TensorProto.Types.DataType type)
    {
        var node = Node("Cast", [from], [to]);
        node.Attribute.Add(Whole("to", (long)type));
        return node;
    }

    private static NodeProto Node(string operation, IEnumerable<string> inputs, IReadOnlyList<string> outputs)
    {
        var node = new NodeProto { OpType = operation, Name = $"{outputs[0]}_{operation}" };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        return node;
    }

    private static AttributeProto Whole(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };
}
