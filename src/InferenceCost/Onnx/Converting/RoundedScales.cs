using System.Runtime.InteropServices;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Converting;

/// <summary>The scales of a weight in few bits.</summary>
/// <param name="name">Its name.</param>
/// <param name="shape">Its shape.</param>
/// <param name="weight">Whose scales they are.</param>
/// <param name="factor">What each is multiplied with.</param>
internal sealed class RoundedScales(string name, IReadOnlyList<long> shape, RoundedWeight weight, float factor = 1)
    : StreamedTensor(name, TensorElementType.Float, shape)
{
    /// <inheritdoc/>
    public override long Parameters => 0;

    internal override void Fill(long firstElement, Span<byte> target)
    {
        var scales = weight.Round().Scales.AsSpan((int)firstElement, target.Length / sizeof(float));
        var filled = MemoryMarshal.Cast<byte, float>(target);
        for (var index = 0; index < filled.Length; index++)
        {
            filled[index] = scales[index] * factor;
        }
    }
}
