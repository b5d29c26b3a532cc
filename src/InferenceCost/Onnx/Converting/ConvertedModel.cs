using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
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

    // Before this version of the format every weight was an input too, and none a constant that the runtime may prepare.
    private const long FirstIrVersionOfConstants = 4;

    private readonly ModelProto envelope;
    private readonly GraphProto graph;
    private readonly ConversionOptions options;
    private readonly ExternalData external;
    private readonly ConversionChoice choice;
    private readonly WeightConversion conversion;
    private readonly HashSet<string> gone = [];
    private readonly List<(string Operator, string Form, long Before, long After)> converted = [];
    private readonly List<(string Reason, long Bytes, string Name)> left = [];

    private ConvertedModel(OnnxModelFile file, ConversionOptions options)
    {
        RequireOpset(file, options);
        (envelope, graph, this.options) = (file.Model, file.Model.Graph, options);
        RequireKept();
        external = new ExternalData(file.Path);
        LiftConstants();
        choice = new ConversionChoice(graph, options);
        conversion = new WeightConversion(choice, new ConvertedNodes(envelope), external, options.Block);
        Convert();
        CountInner();
        BringInside();
        Rewrite();
        Label();
    }

    IReadOnlyList<StreamedTensor> IStreamedModel.Weights => conversion.Stored;

    /// <summary>Makes the copy.</summary>
    /// <param name="file">The original, which is changed: read it anew for anything else.</param>
    /// <param name="options">What its weights become.</param>
    /// <returns>The copy, and what became of the weights but for the size of the copy's file.</returns>
    /// <exception cref="InputException">
    /// Its operator set is too old, it has no weights to convert, or what is to be kept is not there.
    /// </exception>
    public static (ConvertedModel Model, ConversionReport Report) Make(OnnxModelFile file, ConversionOptions options)
    {
        var model = new ConvertedModel(file, options);
        return (model, new ConversionReport(
            [.. model.converted.GroupBy(item => (item.Operator, item.Form)).Select(group => new ConvertedWeights(
                group.Key.Operator, group.Count(), group.Key.Form, group.Sum(item => item.Before), group.Sum(item => item.After)))
                .OrderByDescending(item => item.BytesBefore)],
            [.. model.left.GroupBy(item => item.Reason).Select(group => new LeftWeights(
                group.Key, group.Count(), group.Sum(item => item.Bytes), group.MaxBy(item => item.Bytes).Name))
                .OrderByDescending(item => item.Bytes)],
            file.FileBytes, 0));
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

    private void RequireKept()
    {
        var known = graph.Node.SelectMany(node => new[] { node.OpType, node.Name }).Where(word => word.Length > 0).ToHashSet();
        if ((options.Keep ?? []).FirstOrDefault(word => !known.Contains(word)) is { } unknown)
        {
            throw new InputException(
                $"--keep {Quoted.Of(unknown)}: no operator and no node of the graph is called so",
                $"name one of its operators, {string.Join(", ", graph.Node.Select(node => node.OpType).Distinct().Order(
                    StringComparer.Ordinal).Select(word => Quoted.Of(word)))}, or a node by its whole name");
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
            var why = choice.Choose(tensor, out var form) ?? WhyNotRounded(tensor, form);
            if (why is not null)
            {
                left.Add((why, TensorSize.Bytes(tensor), tensor.Name));
                graph.Initializer.Add(tensor);
                continue;
            }

            gone.Add(tensor.Name);
            var first = conversion.Stored.Count;
            var described = conversion.Convert(tensor, form);
            converted.Add((
                Operators(tensor.Name), described, TensorSize.Bytes(tensor), conversion.Stored.Skip(first).Sum(weight => weight.Bytes)));
        }

        if (converted.Count == 0)
        {
            throw new InputException(
                $"no weight can be converted to {options.Word}"
                + (left.Count == 0 ? "" : $": of '{left.MaxBy(item => item.Bytes).Name}', {left.MaxBy(item => item.Bytes).Reason}"),
                "name a model whose weights are float32 matrices, tables or filters");
        }
    }

    /// <summary>What its values have against rounding; null where nothing.</summary>
    private string? WhyNotRounded(TensorProto tensor, WeightForm form)
    {
        var largest = 0f;
        foreach (var chunk in TensorContent.Chunks(tensor, external))
        {
            largest = Math.Max(largest, Math.Abs(TensorPrimitives.MaxMagnitude(MemoryMarshal.Cast<byte, float>(chunk.Span))));
        }

        return !float.IsFinite(largest) ? "it holds numbers that are not finite"
            : form == WeightForm.Half && largest > (float)Half.MaxValue ? "it holds numbers beyond the range of half precision"
            : null;
    }

    private string Operators(string weight) => string.Join(
        " and ", choice.Uses(weight).Select(use => use.Node.OpType).Distinct().Order(StringComparer.Ordinal).Take(3));

    /// <summary>Weights that the walk over the main graph does not reach.</summary>
    private void CountInner()
    {
        var own = graph.Initializer.ToHashSet<TensorProto>(ReferenceEqualityComparer.Instance);
        foreach (var (name, tensor) in ModelContents.Tensors(envelope).Where(
            part => !own.Contains(part.Tensor) && TensorSize.Elements(part.Tensor) >= ConversionChoice.FewestNumbers))
        {
            left.Add(("it lies inside a node or a function", TensorSize.Bytes(tensor), name));
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
                conversion.Stored.Add(new CopiedTensor(
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
        List<NodeProto> all =
        [
            .. conversion.Restoring,
            .. graph.Node.SelectMany(node => conversion.Replacements.TryGetValue(node, out var made) ? made() : [node]),
        ];

        // A Transpose whose products all took the stored form has nothing to turn any more.
        var given = all.SelectMany(node => node.Output).ToHashSet();
        graph.Node.Clear();
        graph.Node.Add(all.Where(node => node.OpType != "Transpose" || !gone.Contains(node.Input[0]) || given.Contains(node.Input[0])));

        // Old exporters list weights as inputs too; those that are gone would be asked for.
        var inputs = graph.Input.Where(input => !gone.Contains(input.Name)).ToList();
        graph.Input.Clear();
        graph.Input.Add(inputs);
        if (options.To == SmallType.Int4 && envelope.OpsetImport.All(known => known.Domain != ConvertedNodes.RuntimeDomain))
        {
            envelope.OpsetImport.Add(new OperatorSetIdProto { Domain = ConvertedNodes.RuntimeDomain, Version = 1 });
        }

        envelope.IrVersion = Math.Max(envelope.IrVersion, FirstIrVersionOfConstants);
    }

    private void Label()
    {
        envelope.Graph = null;
        envelope.MetadataProps.Add(new StringStringEntryProto { Key = "weights converted to", Value = options.Word });
    }
}
