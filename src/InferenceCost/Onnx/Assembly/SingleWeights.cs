using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Assembly;

/// <summary>
/// Weights stored in half precision that a Cast turns into single precision become single: a file that is committed at half its size
/// gives the model that it stands for.
/// </summary>
internal static class SingleWeights
{
    /// <summary>Folds each such Cast into its weight.</summary>
    public static void Fold(GraphProto graph)
    {
        var halves = graph.Initializer.Where(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Float16)
            .ToDictionary(tensor => tensor.Name);
        foreach (var cast in graph.Node.Where(node => IsToSingle(node) && halves.ContainsKey(node.Input[0])).ToList())
        {
            graph.Initializer.Add(Widen(halves[cast.Input[0]], cast.Output[0]));
            graph.Node.Remove(cast);
        }
    }

    private static bool IsToSingle(NodeProto node) => node is { OpType: "Cast", Domain: "" or "ai.onnx", Input.Count: 1 }
        && node.Attribute.Any(attribute => attribute is { Name: "to", I: (long)TensorProto.Types.DataType.Float });

    private static TensorProto Widen(TensorProto half, string name)
    {
        // External data was refused, so the only chunk is the whole tensor.
        var stored = MemoryMarshal.Cast<byte, Half>(TensorContent.Chunks(half, new ExternalData(".")).Single().Span);
        var values = new float[stored.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (float)stored[index];
        }

        var single = new TensorProto
        {
            Name = name, DataType = (int)TensorProto.Types.DataType.Float, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
        single.Dims.Add(half.Dims);
        return single;
    }
}
