using InferenceCost.Onnx.Reading;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>A tensor whose values are copied from another model's external data while the file is written.</summary>
internal sealed class CopiedTensor(string name, TensorElementType type, IReadOnlyList<long> shape, ExternalSlice slice)
    : StreamedTensor(name, type, shape)
{
    public override long Parameters => Elements;

    internal override void Fill(long firstElement, Span<byte> target)
    {
        // Opened for each piece of a megabyte: nothing stays open when writing stops half way.
        using var stream = new FileStream(slice.File, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        stream.Position = slice.Offset + firstElement * ElementTypes.Bytes(Type);
        stream.ReadExactly(target);
    }
}
