using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>A weight of 32-bit or 16-bit floating-point numbers.</summary>
internal sealed class FloatTensor : StreamedTensor
{
    private readonly TensorKey key;
    private readonly WeightValues values;

    public FloatTensor(
        string name, TensorElementType type, IReadOnlyList<long> shape, TensorKey key, WeightValues values, bool isParameter = true)
        : base(name, type, shape)
    {
        if (type is not (TensorElementType.Float or TensorElementType.Float16))
        {
            throw new ArgumentException(
                $"The weight '{name}' of type {ElementTypes.Name(type)} cannot be made; float32 and float16 can.", nameof(type));
        }

        (this.key, this.values, Parameters) = (key, values, isParameter ? Elements : 0);
    }

    public override long Parameters { get; }

    internal override void Fill(long firstElement, Span<byte> target)
    {
        if (Type == TensorElementType.Float)
        {
            values.Fill(key, firstElement, 1, MemoryMarshal.Cast<byte, float>(target));
            return;
        }

        var halves = MemoryMarshal.Cast<byte, Half>(target);
        Span<float> singles = stackalloc float[1024];
        for (var done = 0; done < halves.Length; done += singles.Length)
        {
            var part = singles[..Math.Min(singles.Length, halves.Length - done)];
            values.Fill(key, firstElement + done, 1, part);
            TensorPrimitives.ConvertToHalf(part, halves[done..]);
        }
    }
}
