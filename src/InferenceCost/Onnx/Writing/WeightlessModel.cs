using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// A copy of a model whose inputs have fixed shapes and whose weights are inputs too, known by type and shape alone: small whatever the
/// model's size. Small tensors stay, since some of them are shapes that the graph computes with.
/// </summary>
internal static class WeightlessModel
{
    /// <summary>Stored tensors of up to this size keep their values: no shape has more numbers.</summary>
    private const long KeptBytes = 1024;

    /// <summary>Makes the copy; nodes are shared with the original, which must not be changed.</summary>
    /// <param name="file">The model.</param>
    /// <param name="inputs">The shape of every input, by name; an input that is not named keeps its own.</param>
    /// <exception cref="InputException">A shape does not fit what the model states.</exception>
    public static ModelProto Strip(OnnxModelFile file, IReadOnlyDictionary<string, IReadOnlyList<long>> inputs)
    {
        var original = file.Model.Graph;
        var stored = original.Initializer.DistinctBy(tensor => tensor.Name).ToList();
        var given = stored.Select(tensor => tensor.Name)
            .Concat(original.SparseInitializer.Select(sparse => sparse.Values.Name)).ToHashSet();
        var external = new ExternalData(file.Path);
        var graph = new GraphProto { Name = original.Name };
        graph.Node.Add(original.Node);
        graph.Output.Add(original.Output.Select(output => new ValueInfoProto { Name = output.Name }));
        graph.Initializer.Add(stored.Where(IsKept).Select(tensor => Inline(tensor, external)));
        graph.Input.Add(original.Input.Where(input => !given.Contains(input.Name))
            .Select(input => inputs.TryGetValue(input.Name, out var shape) ? Fixed(input, shape) : input));
        graph.Input.Add(stored.Where(tensor => !IsKept(tensor)).Select(tensor => Value(tensor.Name, tensor.DataType, tensor.Dims)));
        graph.Input.Add(original.SparseInitializer.Select(sparse => Value(sparse.Values.Name, sparse.Values.DataType, sparse.Dims)));
        var model = new ModelProto { IrVersion = file.Model.IrVersion, Graph = graph };
        model.OpsetImport.Add(file.Model.OpsetImport);
        model.Functions.Add(file.Model.Functions);
        return model;
    }

    /// <summary>The same of a graph whose weights were never made.</summary>
    /// <exception cref="InputException">A shape does not fit the graph.</exception>
    public static ModelProto Strip(GraphDefinition definition, IReadOnlyDictionary<string, IReadOnlyList<long>> inputs)
    {
        var model = definition.Envelope();
        model.Graph = definition.Skeleton();
        for (var index = 0; index < model.Graph.Input.Count; index++)
        {
            var input = model.Graph.Input[index];
            model.Graph.Input[index] = inputs.TryGetValue(input.Name, out var shape) ? Fixed(input, shape) : input;
        }

        model.Graph.Input.Add(definition.Weights.Select(weight => Value(weight.Name, (int)weight.Type, weight.Shape)));
        return model;
    }

    /// <summary>Makes values outputs of the graph, so that their shapes are told; without a type, which is then inferred too.</summary>
    public static void Expose(GraphProto graph, IEnumerable<string> values)
    {
        var computed = graph.Node.SelectMany(node => node.Output).ToHashSet();
        var outputs = graph.Output.Select(output => output.Name).ToHashSet();
        graph.Output.Add(values.Where(name => name.Length > 0 && computed.Contains(name) && outputs.Add(name))
            .Select(name => new ValueInfoProto { Name = name }));
    }

    /// <exception cref="InputException">The model states another rank or size.</exception>
    private static ValueInfoProto Fixed(ValueInfoProto input, IReadOnlyList<long> shape)
    {
        var stated = OnnxValue.Of(input);
        return stated.Shape is null || stated.Shape.Count == shape.Count
            && stated.Shape.Zip(shape).All(pair => pair.First.Size is null || pair.First.Size == pair.Second)
            ? Value(input.Name, (int)(stated.Type ?? 0), shape)
            : throw new InputException(
                $"input '{input.Name}' cannot have the shape {string.Join('x', shape)}: the model states {stated}",
                "give a shape that fits with --shape or --dim");
    }

    private static bool IsKept(TensorProto tensor) =>
        tensor.DataType == (int)TensorProto.Types.DataType.String || TensorSize.Bytes(tensor) <= KeptBytes;

    private static TensorProto Inline(TensorProto tensor, ExternalData external)
    {
        if (!ExternalData.IsExternal(tensor))
        {
            return tensor;
        }

        var slice = external.Locate(tensor);
        var bytes = new byte[slice.Length];
        using var stream = File.OpenRead(slice.File);
        stream.Position = slice.Offset;
        stream.ReadExactly(bytes);
        var inline = new TensorProto { Name = tensor.Name, DataType = tensor.DataType, RawData = ByteString.CopyFrom(bytes) };
        inline.Dims.Add(tensor.Dims);
        return inline;
    }

    private static ValueInfoProto Value(string name, int type, IEnumerable<long> shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = dimensions } },
        };
    }
}
