using Google.Protobuf;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>Small tensors that are kept in memory, each stored once however often it is asked for.</summary>
internal sealed class GraphConstants(GraphProto graph, GraphNames names)
{
    private readonly Dictionary<string, GraphValue> known = [];

    /// <summary>The constant of that name, which stands for its content.</summary>
    public GraphValue Get(string name, TensorElementType type, IReadOnlyList<long> shape, ReadOnlySpan<byte> content)
    {
        if (known.TryGetValue(name, out var value))
        {
            return value;
        }

        var tensor = new TensorProto { Name = names.Claim(name), DataType = (int)type, RawData = ByteString.CopyFrom(content) };
        tensor.Dims.Add(shape);
        graph.Initializer.Add(tensor);
        return known[name] = new GraphValue(name, type);
    }
}
