using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Converting;

/// <summary>Converts one weight after the other: the tensors that are stored instead, and the nodes that work with them.</summary>
/// <param name="choice">What becomes of each.</param>
/// <param name="nodes">Makes the nodes.</param>
/// <param name="external">Where values may lie.</param>
/// <param name="block">How many weights share a scale in four bits.</param>
internal sealed class WeightConversion(ConversionChoice choice, ConvertedNodes nodes, ExternalData external, int block)
{
    private readonly LastRounded last = new();

    /// <summary>What is stored, in the order of the weights.</summary>
    public List<StreamedTensor> Stored { get; } = [];

    /// <summary>Nodes that give weights in single precision again, and have no inputs but weights.</summary>
    public List<NodeProto> Restoring { get; } = [];

    /// <summary>What stands in the place of nodes; to be asked for once, in the order of the graph.</summary>
    public Dictionary<NodeProto, Func<IEnumerable<NodeProto>>> Replacements { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Converts a weight, and says in words to what.</summary>
    public string Convert(TensorProto tensor, WeightForm form)
    {
        var (name, shape) = (tensor.Name, tensor.Dims.ToArray());
        switch (form)
        {
            case WeightForm.Half:
                var half = nodes.Free(name + "_fp16");
                Stored.Add(new RoundedNumbers(
                    half, TensorElementType.Float16, shape, Rounded(tensor, values => Quantization.Halves(values))));
                Restoring.Add(ConvertedNodes.Widened(half, name));
                return "fp16, computed in fp32";
            case WeightForm.StoredFilters:
                var numbersOfOne = (int)(TensorSize.Elements(tensor) / shape[0]);
                var filters = Rounded(tensor, values => Quantization.Rows(values, numbersOfOne, Quantization.Stored));
                var numbers = Numbers(name + "_int8", TensorElementType.Int8, shape, filters);
                var scales = Scales(name + "_scale", [shape[0], .. Enumerable.Repeat(1L, shape.Length - 1)], filters);
                Restoring.AddRange(nodes.Filters(numbers, scales, name));
                return "int8, a scale a filter, computed in fp32: the runtime's integer convolutions are slower";
            case WeightForm.Blocks:
                return Blocks(tensor, shape);
            default:
                return Integers(tensor, shape, form == WeightForm.IntegerRows);
        }
    }

    private string Blocks(TensorProto tensor, long[] shape)
    {
        var uses = choice.Uses(tensor.Name);
        var isTurned = uses[0].Kind == UseKind.TransposedProduct;
        var (inputs, outputs) = isTurned ? ((int)shape[1], (int)shape[0]) : ((int)shape[0], (int)shape[1]);
        var count = (inputs + block - 1) / block;
        var weight = Rounded(tensor, values => Quantization.Blocks(values, inputs, outputs, isTurned, block));
        var numbers = Numbers(tensor.Name + "_int4", TensorElementType.UInt8, [outputs, count, block / 2], weight);
        var scales = ScalesByFactor(tensor.Name, [outputs, count], weight);
        foreach (var use in uses)
        {
            var ofUse = scales(use.Node);
            Replacements[use.Node] = () => nodes.BlockProduct(use.Node, numbers, ofUse, inputs, outputs, block);
        }

        return FormattableString.Invariant($"int4, a scale for {block} weights, multiplied in integers");
    }

    private string Integers(TensorProto tensor, long[] shape, bool byRow)
    {
        var width = (int)shape[1];
        var highest = choice.Uses(tensor.Name).All(use => use.Kind == UseKind.Rows) ? Quantization.Stored : Quantization.Multiplied;
        var weight = Rounded(
            tensor, values => byRow ? Quantization.Rows(values, width, highest) : Quantization.Columns(values, width, highest));
        var numbers = Numbers(tensor.Name + "_int8", TensorElementType.Int8, shape, weight);
        var scales = ScalesByFactor(tensor.Name, [shape[byRow ? 0 : 1]], weight);
        string? ofRows = null;
        foreach (var use in choice.Uses(tensor.Name))
        {
            if (use.Kind == UseKind.Rows)
            {
                ofRows ??= Scales(tensor.Name + "_row_scale", [shape[0], 1], weight);
                Replacements[use.Node] = () => nodes.Rows(use.Node, numbers, ofRows);
                continue;
            }

            var ofUse = scales(use.Node);
            Replacements[use.Node] = () => nodes.IntegerProduct(use.Node, numbers, ofUse, isTurned: byRow);
        }

        var kinds = choice.Uses(tensor.Name).Select(use => use.Kind).ToHashSet();
        return (byRow ? "int8, a scale a row" : "int8, a scale a column")
            + (kinds.SetEquals([UseKind.Rows]) ? ", looked up" : kinds.Contains(UseKind.Rows) ? ", looked up and multiplied in integers"
                : ", multiplied in integers");
    }

    /// <summary>The scales for a node, times what a Gemm multiplies its product with; each such factor is stored once.</summary>
    private Func<NodeProto, string> ScalesByFactor(string name, long[] shape, RoundedWeight weight)
    {
        var known = new Dictionary<float, string>();
        return node =>
        {
            var factor = WeightUses.Number(node, "alpha", 1);
            return known.TryGetValue(factor, out var scales) ? scales : known[factor] = Scales(name + "_scale", shape, weight, factor);
        };
    }

    private RoundedWeight Rounded(TensorProto tensor, Func<float[], Rounded> round) => new(tensor, external, round, last);

    private string Numbers(string like, TensorElementType type, long[] shape, RoundedWeight weight)
    {
        var name = nodes.Free(like);
        Stored.Add(new RoundedNumbers(name, type, shape, weight));
        return name;
    }

    private string Scales(string like, long[] shape, RoundedWeight weight, float factor = 1)
    {
        var name = nodes.Free(like);
        Stored.Add(new RoundedScales(name, shape, weight, factor));
        return name;
    }
}
