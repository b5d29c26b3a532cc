using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Converting;

/// <summary>A stored tensor whose values are in memory.</summary>
internal sealed class MemoryTensor(string name, TensorElementType type, IReadOnlyList<long> shape, ReadOnlyMemory<byte> content)
    : StreamedTensor(name, type, shape)
{
    /// <inheritdoc/>
    public override long Parameters => Elements;

    /// <summary>Takes an array as it lies in memory.</summary>
    public static MemoryTensor From<T>(string name, TensorElementType type, IReadOnlyList<long> shape, T[] values)
        where T : struct => new(name, type, shape, MemoryMarshal.AsBytes<T>(values).ToArray());

    internal override void Fill(long firstElement, Span<byte> target) =>
        content.Span.Slice((int)(firstElement * ElementTypes.Bytes(Type)), target.Length).CopyTo(target);
}
