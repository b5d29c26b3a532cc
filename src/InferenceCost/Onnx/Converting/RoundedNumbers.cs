using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Converting;

/// <summary>The numbers of a weight in few bits.</summary>
internal sealed class RoundedNumbers(string name, TensorElementType type, IReadOnlyList<long> shape, RoundedWeight weight)
    : StreamedTensor(name, type, shape)
{
    /// <inheritdoc/>
    public override long Parameters => Elements;

    internal override void Fill(long firstElement, Span<byte> target) =>
        weight.Round().Numbers.AsSpan((int)(firstElement * ElementTypes.Bytes(Type)), target.Length).CopyTo(target);
}
