using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Onnx.Schema;
using InferenceCost.Tests.Onnx;

namespace InferenceCost.Tests.Gate.Answers;

/// <summary>The teacher of the tiny pair, the weights of its last layer times a factor: its answers are that many times as large.</summary>
internal static class ScaledTeacher
{
    public static string Save(string path, float factor)
    {
        var model = TinyModels.Teacher();
        foreach (var tensor in model.Graph.Initializer.Where(tensor => tensor.Name is "W3" or "b3"))
        {
            Scale(tensor, factor);
        }

        return model.Save(path);
    }

    private static void Scale(TensorProto tensor, float factor)
    {
        var values = MemoryMarshal.Cast<byte, float>(tensor.RawData.ToByteArray()).ToArray();
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.Select(value => value * factor).ToArray().AsSpan()));
    }
}
