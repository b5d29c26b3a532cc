using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;
using Attribute = InferenceCost.Onnx.Schema.AttributeProto;

namespace InferenceCost.Tests.Onnx;

/// <summary>Puts a model together in memory. Dimensions are numbers, names of free dimensions, or null (free without a name).</summary>
public sealed class GraphBuilder(string name = "tiny", long opset = 17)
{
    public ModelProto Model { get; } = new()
    {
        IrVersion = 8,
        ProducerName = "InferenceCost.Tests",
        Graph = new GraphProto { Name = name },
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = opset } },
    };

    public GraphBuilder Input(string input, TensorElementType type, params object?[] shape)
    {
        Model.Graph.Input.Add(Value(input, type, shape));
        return this;
    }

    public GraphBuilder Output(string output, TensorElementType type, params object?[] shape)
    {
        Model.Graph.Output.Add(Value(output, type, shape));
        return this;
    }

    public GraphBuilder Floats(string initializer, long[] shape, params float[] values)
    {
        Model.Graph.Initializer.Add(Tensor(initializer, TensorElementType.Float, shape, MemoryMarshal.AsBytes<float>(values)));
        return this;
    }

    public GraphBuilder Initializer(string initializer, TensorElementType type, long[] shape, ReadOnlySpan<byte> raw)
    {
        Model.Graph.Initializer.Add(Tensor(initializer, type, shape, raw));
        return this;
    }

    public GraphBuilder Node(string operation, string[] inputs, string[] outputs, params Attribute[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = $"{operation}_{Model.Graph.Node.Count}" };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        node.Attribute.Add(attributes);
        Model.Graph.Node.Add(node);
        return this;
    }

    public static Attribute Whole(string name, long value) => new() { Name = name, Type = Attribute.Types.AttributeType.Int, I = value };

    public static Attribute TensorValue(string name, TensorProto value) =>
        new() { Name = name, Type = Attribute.Types.AttributeType.Tensor, T = value };

    public static TensorProto Tensor(string name, TensorElementType type, long[] shape, ReadOnlySpan<byte> raw)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(raw) };
        tensor.Dims.Add(shape);
        return tensor;
    }

    public static ValueInfoProto Value(string name, TensorElementType type, params object?[] shape)
    {
        var dimensions = new TensorShapeProto();
        foreach (var size in shape)
        {
            dimensions.Dim.Add(size switch
            {
                null => new TensorShapeProto.Types.Dimension(),
                string free => new TensorShapeProto.Types.Dimension { DimParam = free },
                _ => new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(
                    size, System.Globalization.CultureInfo.InvariantCulture) },
            });
        }

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } },
        };
    }
}
