using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// Nearly normal values (see <see cref="NormalValues"/>) in the place of a stored tensor's, with its mean and standard deviation. Where the
/// original has one sign only, so have these: a variance that turns negative would make a model answer with not-a-numbers. Where the type
/// cannot hold a value, its largest finite number stands in.
/// </summary>
internal sealed class DrawnTensor(string name, TensorElementType type, IReadOnlyList<long> shape, TensorKey key, TensorMoments moments)
    : StreamedTensor(name, type, shape)
{
    private static readonly WeightValues Standard = WeightValues.Normal(deviation: 1);

    private readonly double limit = type switch
    {
        TensorElementType.Float => float.MaxValue,
        TensorElementType.Float16 => (double)Half.MaxValue,
        _ => double.MaxValue,
    };

    public override long Parameters => Elements;

    /// <summary>All values at once, as the file holds them.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        Fill(0, bytes);
        return bytes;
    }

    internal override void Fill(long firstElement, Span<byte> target)
    {
        switch (Type)
        {
            case TensorElementType.Float: Fill(firstElement, MemoryMarshal.Cast<byte, float>(target), value => (float)value); break;
            case TensorElementType.Float16: Fill(firstElement, MemoryMarshal.Cast<byte, Half>(target), value => (Half)value); break;
            default: Fill(firstElement, MemoryMarshal.Cast<byte, double>(target), value => value); break;
        }
    }

    private void Fill<T>(long firstElement, Span<T> target, Func<double, T> narrowed)
    {
        Span<float> standard = stackalloc float[1024];
        for (var done = 0; done < target.Length; done += standard.Length)
        {
            var part = standard[..Math.Min(standard.Length, target.Length - done)];
            Standard.Fill(key, firstElement + done, 1, part);
            for (var i = 0; i < part.Length; i++)
            {
                target[done + i] = narrowed(Math.Clamp(OfOneSign(moments.Mean + moments.Deviation * part[i]), -limit, limit));
            }
        }
    }

    private double OfOneSign(double value) => moments switch
    {
        { Lowest: >= 0 } => Math.Abs(value),
        { Highest: <= 0 } => -Math.Abs(value),
        _ => value,
    };
}
