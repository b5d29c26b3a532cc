using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Converting;

/// <summary>A copy of a model whose weights are stored in a smaller type. The original must not change while the copy is written.</summary>
internal sealed class ConvertedModel : IStreamedModel
{
    // DynamicQuantizeLinear came with operator set 11.
    private const long FirstOpset = 11;

    private readonly ModelProto envelope;
    private readonly GraphProto graph;
    private readonly ConversionOptions options;
    private readonly ExternalData external;
    private readonly ConversionChoice choice;
    private readonly ConvertedNodes nodes;
    private readonly List<StreamedTensor> weights = [];
    private readonly List<NodeProto> before = [];
    private readonly Dictionary<NodeProto, IReadOnlyList<NodeProto>> replaced = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> gone = [];
    private readonly List<(string Operator, string Form, long Before, long After)> converted = [];
    private readonly List<(string Reason, long Bytes, string Name)> left = [];

    private ConvertedModel(OnnxModelFile file, ConversionOptions options)
    {
        RequireOpset(file, options);
        (envelope, graph, this.options) = (file.Model, file.Model.Graph, options);
        external = new ExternalData(file.Path);
        LiftConstants();
        choice = new ConversionChoice(graph, options);
        nodes = new ConvertedNodes(graph);
        Convert();
        Count(file);
        BringInside();
        Rewrite();
        Label();
    }

    IReadOnlyList<StreamedTensor> IStreamedModel.Weights => weights;

    /// <summary>Makes the copy.</summary>
    /// <param name="file">The original, which is changed: read it anew for anything else.</param>
    /// <param name="options">What its weights become.</param>
    /// <returns>The copy, and what became of the weights but for the sizes of the files.</returns>
    /// <exception cref="InputException">Its operator set is too old, or it has no weights to convert.</exception>
    public static (ConvertedModel Model, ConversionReport Report) Make(OnnxModelFile file, ConversionOptions options)
    {
        var bytes = file.FileBytes;
        var model = new ConvertedModel(file, options);
        return (model, new ConversionReport(
            [.. model.converted.GroupBy(item => (item.Operator, item.Form)).Select(group => new ConvertedWeights(
                group.Key.Operator, group.Count(), group.Key.Form, group.Sum(item => item.Before), group.Sum(item => item.After)))],
            [.. model.left.GroupBy(item => item.Reason).Select(group => new LeftWeights(
                group.Key, group.Count(), group.Sum(item => item.Bytes), group.MaxBy(item => item.Bytes).Name))
                .OrderByDescending(item => item.Bytes)],
            bytes, 0));
    }

    ModelProto IStreamedModel.Envelope() => envelope;

    GraphProto IStreamedModel.Skeleton() => graph;

    private static void RequireOpset(OnnxModelFile file, ConversionOptions options)
    {
        var opset = file.Model.OpsetImport.FirstOrDefault(known => known.Domain is "" or "ai.onnx")?.Version ?? 1;
        if (opset < FirstOpset && options.To != SmallType.Fp16)
        {
            throw new InputException(
                FormattableString.Invariant($"{file.Path}: is of operator set {opset}, and {options.Word} needs {FirstOpset} or later"),
                "export the model again with a later operator set, or convert it to fp16");
        }
    }

    /// <summary>Values of Constant nodes are weights like others: exporters write both.</summary>
    private void LiftConstants()
    {
        foreach (var node in graph.Node.Where(node => node is { OpType: "Constant", Domain: "" or "ai.onnx" }).ToList())
        {
            if (node.Attribute is [{ T: { } value, Name: "value" }] && TensorSize.Elements(value) >= ConversionChoice.FewestNumbers)
            {
                value.Name = node.Output[0];
                graph.Initializer.Add(value);
                graph.Node.Remove(node);
            }
        }
    }

    private void Convert()
    {
        var stored = graph.Initializer.DistinctBy(tensor => tensor.Name).ToList();
        graph.Initializer.Clear();
        foreach (var tensor in stored)
        {
            var why = choice.Choose(tensor, out var form);
            var values = why is null ? Values(tensor) : [];
            if (why is null && !Array.TrueForAll(values, float.IsFinite))
            {
                why = "it holds numbers that are not finite";
            }

            if (why is null && form == WeightForm.Half && TensorPrimitives.MaxMagnitude<float>(values) is var largest
                && Math.Abs(largest) > (float)Half.MaxValue)
            {
                why = "it holds numbers beyond the range of half precision";
            }

            if (why is not null)
            {
                left.Add((why, TensorSize.Bytes(tensor), tensor.Name));
                graph.Initializer.Add(tensor);
                continue;
            }

            gone.Add(tensor.Name);
            var bytesBefore = TensorSize.Bytes(tensor);
            var first = weights.Count;
            var described = Convert(tensor, values, form);
            converted.Add((Operators(tensor.Name), described, bytesBefore, weights.Skip(first).Sum(weight => weight.Bytes)));
        }

        if (converted.Count == 0)
        {
            throw new InputException(
                $"no weight can be converted to {options.Word}"
                + (left.Count == 0 ? "" : $": of '{left.MaxBy(item => item.Bytes).Name}', {left.MaxBy(item => item.Bytes).Reason}"),
                "name a model whose weights are float32 matrices, tables or filters");
        }
    }

    private string Convert(TensorProto tensor, float[] values, WeightForm form)
    {
        var (name, shape) = (tensor.Name, tensor.Dims.ToArray());
        switch (form)
        {
            case WeightForm.Half:
                var halves = new Half[values.Length];
                TensorPrimitives.ConvertToHalf(values, halves);
                var half = nodes.Free(name + "_fp16");
                weights.Add(MemoryTensor.From(half, TensorElementType.Float16, shape, halves));
                before.Add(ConvertedNodes.Widened(half, name));
                return "fp16, computed in fp32";
            case WeightForm.StoredFilters:
                var filter = Quantization.Rows(values, values.Length / (int)shape[0]);
                var (numbers, scales) = (nodes.Free(name + "_int8"), nodes.Free(name + "_scale"));
                weights.Add(MemoryTensor.From(numbers, TensorElementType.Int8, shape, filter.Numbers));
                weights.Add(MemoryTensor.From(
                    scales, TensorElementType.Float, [shape[0], .. Enumerable.Repeat(1L, shape.Length - 1)], filter.Scales));
                before.AddRange(nodes.Filters(numbers, scales, name));
                return "int8, a scale a filter, computed in fp32: the runtime's integer convolutions are slower";
            case WeightForm.Blocks:
                return Blocks(name, values, shape);
            default:
                return Integers(name, values, shape, form == WeightForm.IntegerRows);
        }
    }

    private string Blocks(string name, float[] values, long[] shape)
    {
        var isTurned = choice.Uses(name)[0].Kind == UseKind.TransposedProduct;
        var (inputs, outputs) = isTurned ? ((int)shape[1], (int)shape[0]) : ((int)shape[0], (int)shape[1]);
        var count = (inputs + options.Block - 1) / options.Block;
        var packed = Quantization.Blocks(values, inputs, outputs, isTurned, options.Block);
        var (numbers, scales) = (nodes.Free(name + "_int4"), nodes.Free(name + "_scale"));
        weights.Add(MemoryTensor.From(numbers, TensorElementType.UInt8, [outputs, count, options.Block / 2], packed.Numbers));
        weights.Add(MemoryTensor.From(scales, TensorElementType.Float, [outputs, count], packed.Scales));
        foreach (var use in choice.Uses(name))
        {
            var alpha = WeightUses.Number(use.Node, "alpha", 1);
            replaced[use.Node] = [.. nodes.BlockProduct(use.Node, numbers, Scaled(scales, packed.Scales, [outputs, count], alpha),
                inputs, outputs, options.Block)];
        }

        return FormattableString.Invariant($"int4, a scale for {options.Block} weights");
    }

    private string Integers(string name, float[] values, long[] shape, bool byRow)
    {
        var result = byRow ? Quantization.Rows(values, (int)shape[1]) : Quantization.Columns(values, (int)shape[1]);
        var (numbers, scales) = (nodes.Free(name + "_int8"), nodes.Free(name + "_scale"));
        weights.Add(MemoryTensor.From(numbers, TensorElementType.Int8, shape, result.Numbers));
        var uses = choice.Uses(name);
        if (uses.Any(use => use.Kind != UseKind.Rows))
        {
            weights.Add(MemoryTensor.From(scales, TensorElementType.Float, [result.Scales.Length], result.Scales));
        }

        if (uses.Any(use => use.Kind == UseKind.Rows))
        {
            var rowScales = nodes.Free(name + "_row_scale");
            weights.Add(MemoryTensor.From(rowScales, TensorElementType.Float, [result.Scales.Length, 1], result.Scales));
            foreach (var use in uses.Where(use => use.Kind == UseKind.Rows))
            {
                replaced[use.Node] = [.. nodes.Rows(use.Node, numbers, rowScales)];
            }
        }

        foreach (var use in uses.Where(use => use.Kind != UseKind.Rows))
        {
            var alpha = WeightUses.Number(use.Node, "alpha", 1);
            replaced[use.Node] = [.. nodes.IntegerProduct(
                use.Node, numbers, Scaled(scales, result.Scales, [result.Scales.Length], alpha), isTurned: byRow)];
        }

        return byRow ? "int8, a scale a row" : "int8, a scale a column, multiplied in integers";
    }

    /// <summary>Scales times what a Gemm multiplies its product with.</summary>
    private string Scaled(string name, float[] scales, IReadOnlyList<long> shape, float alpha)
    {
        if (alpha == 1)
        {
            return name;
        }

        var other = nodes.Free(name + "_alpha");
        weights.Add(MemoryTensor.From(other, TensorElementType.Float, shape, [.. scales.Select(scale => scale * alpha)]));
        return other;
    }

    private string Operators(string weight) => string.Join(
        " and ", choice.Uses(weight).Select(use => use.Node.OpType).Distinct().Order(StringComparer.Ordinal).Take(3));

    private float[] Values(TensorProto tensor)
    {
        var values = new float[TensorSize.Elements(tensor)];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        var filled = 0;
        foreach (var chunk in TensorContent.Chunks(tensor, external))
        {
            chunk.Span.CopyTo(bytes[filled..]);
            filled += chunk.Length;
        }

        return values;
    }

    /// <summary>Weights that the walk over the main graph does not reach.</summary>
    private void Count(OnnxModelFile file)
    {
        foreach (var tensor in ModelContents.Graphs(file.Model).Skip(1).SelectMany(inner => inner.Initializer)
            .Where(tensor => TensorSize.Elements(tensor) >= ConversionChoice.FewestNumbers))
        {
            left.Add(("it lies in a graph inside a node", TensorSize.Bytes(tensor), tensor.Name));
        }
    }

    /// <summary>What stays and lies outside is copied: large tensors piece by piece.</summary>
    private void BringInside()
    {
        var stored = graph.Initializer.ToList();
        graph.Initializer.Clear();
        foreach (var tensor in stored)
        {
            if (ExternalData.IsExternal(tensor) && TensorSize.Elements(tensor) > 0
                && ElementTypes.Bits((TensorElementType)tensor.DataType) is >= 8)
            {
                weights.Add(new CopiedTensor(
                    tensor.Name, (TensorElementType)tensor.DataType, [.. tensor.Dims], external.Locate(tensor)));
            }
            else
            {
                graph.Initializer.Add(tensor);
            }
        }

        foreach (var (_, tensor) in ModelContents.Tensors(envelope).Where(part => ExternalData.IsExternal(part.Tensor)).ToList())
        {
            var bytes = TensorContent.Chunks(tensor, external).SelectMany(chunk => chunk.ToArray()).ToArray();
            tensor.ExternalData.Clear();
            tensor.ClearDataLocation();
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        }
    }

    private void Rewrite()
    {
        List<NodeProto> all = [.. before, .. graph.Node.SelectMany(node => replaced.GetValueOrDefault(node) ?? [node])];

        // A Transpose whose products all took the stored form has nothing to turn any more.
        var made = all.SelectMany(node => node.Output).ToHashSet();
        graph.Node.Clear();
        graph.Node.Add(all.Where(node => node.OpType != "Transpose" || !gone.Contains(node.Input[0]) || made.Contains(node.Input[0])));

        // Old exporters list weights as inputs too; those that are gone would be asked for.
        var inputs = graph.Input.Where(input => !gone.Contains(input.Name)).ToList();
        graph.Input.Clear();
        graph.Input.Add(inputs);
        if (options.To == SmallType.Int4 && envelope.OpsetImport.All(known => known.Domain != ConvertedNodes.RuntimeDomain))
        {
            envelope.OpsetImport.Add(new OperatorSetIdProto { Domain = ConvertedNodes.RuntimeDomain, Version = 1 });
        }
    }

    private void Label()
    {
        envelope.Graph = null;
        envelope.MetadataProps.Add(new StringStringEntryProto { Key = "weights converted to", Value = options.Word });
    }
}
