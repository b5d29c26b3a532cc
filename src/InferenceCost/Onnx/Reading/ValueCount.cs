using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>
/// What floating-point values are like, as far as a processor cares: it may take many times as long over a subnormal number, one closer to
/// zero than the smallest normal number of its type (2^-126 for float32, 2^-14 for float16; IEEE 754-2019, section 3.4).
/// </summary>
/// <param name="Values">How many there are.</param>
/// <param name="Subnormal">Of these, subnormal ones; zeros are none.</param>
/// <param name="NotFinite">Of these, infinities and not-a-numbers.</param>
/// <param name="Zeros">Of these, exact zeros of either sign.</param>
/// <param name="LargestMagnitude">The largest magnitude of the finite ones; 0 where there are none.</param>
public readonly record struct ValueCount(long Values, long Subnormal, long NotFinite, long Zeros, double LargestMagnitude)
{
    /// <summary>Both together.</summary>
    public static ValueCount operator +(ValueCount one, ValueCount other) => new(
        one.Values + other.Values, one.Subnormal + other.Subnormal, one.NotFinite + other.NotFinite, one.Zeros + other.Zeros,
        Math.Max(one.LargestMagnitude, other.LargestMagnitude));

    /// <summary>True for the types that can be counted: float16, bfloat16, float32 and float64.</summary>
    public static bool Counts(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16;

    /// <summary>Counts values of one type.</summary>
    /// <param name="type">Their type, one that <see cref="Counts"/>.</param>
    /// <param name="bytes">The values as they lie in memory.</param>
    /// <exception cref="ArgumentException">Values of this type are not counted.</exception>
    public static ValueCount Count(TensorElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        TensorElementType.Float => Count(MemoryMarshal.Cast<byte, float>(bytes)),
        TensorElementType.Double => Count(MemoryMarshal.Cast<byte, double>(bytes)),
        TensorElementType.Float16 => Count(MemoryMarshal.Cast<byte, Half>(bytes)),
        TensorElementType.BFloat16 => CountBFloat16(MemoryMarshal.Cast<byte, ushort>(bytes)),
        _ => throw new ArgumentException($"Values of type {ElementTypes.Name(type)} cannot be counted.", nameof(type)),
    };

    /// <summary>Counts values.</summary>
    public static ValueCount Count<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (subnormal, notFinite, zeros, largest) = (0L, 0L, 0L, T.Zero);
        foreach (var value in values)
        {
            if (!T.IsFinite(value))
            {
                notFinite++;
                continue;
            }

            subnormal += T.IsSubnormal(value) ? 1 : 0;
            zeros += T.IsZero(value) ? 1 : 0;
            largest = T.Max(largest, T.Abs(value));
        }

        return new ValueCount(values.Length, subnormal, notFinite, zeros, double.CreateChecked(largest));
    }

    /// <summary>
    /// A bfloat16 is the upper half of a float32 with the same exponents, so the two are subnormal, infinite and zero alike.
    /// </summary>
    private static ValueCount CountBFloat16(ReadOnlySpan<ushort> bits)
    {
        var total = default(ValueCount);
        Span<float> chunk = stackalloc float[1024];
        for (var start = 0; start < bits.Length; start += chunk.Length)
        {
            var part = chunk[..Math.Min(chunk.Length, bits.Length - start)];
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = BitConverter.UInt32BitsToSingle((uint)bits[start + i] << 16);
            }

            total += Count<float>(part);
        }

        return total;
    }
}
