using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace InferenceCost.Onnx.Converting;

/// <summary>
/// Rounds weights to few bits, symmetrically about zero: the largest magnitude of what shares a scale becomes the largest whole number.
/// </summary>
internal static class Quantization
{
    /// <summary>The largest number of weights that are looked up, or single again when the model is loaded.</summary>
    public const int Stored = 127;

    /// <summary>
    /// The largest number of weights that are multiplied in integers. Processors without VNNI add two products of a byte and a weight in 16
    /// bits and cut off what is more: 2 x 255 x 64 just fits, and a model answers the same on all of them (the runtime's quantiser
    /// calls it reduce_range).
    /// </summary>
    public const int Multiplied = 64;

    private const int FourBitsZero = 8;
    private const int FourBitsHighest = 15;

    /// <summary>Eight bits with one scale for each run of <paramref name="width"/> numbers: a row, a filter.</summary>
    /// <param name="values">The weight.</param>
    /// <param name="width">Numbers that share a scale.</param>
    /// <param name="highest"><see cref="Stored"/> or <see cref="Multiplied"/>.</param>
    public static Rounded Rows(ReadOnlySpan<float> values, int width, int highest)
    {
        var (bytes, scales) = (new byte[values.Length], new float[values.Length / width]);
        var numbers = MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan());
        for (var row = 0; row < scales.Length; row++)
        {
            var content = values.Slice(row * width, width);
            scales[row] = Scale(Math.Abs(TensorPrimitives.MaxMagnitude(content)), highest);
            for (var column = 0; column < width; column++)
            {
                numbers[row * width + column] = Round(content[column], scales[row], highest);
            }
        }

        return new Rounded(bytes, scales);
    }

    /// <summary>Eight bits of a matrix [rows, width] with one scale for each column.</summary>
    /// <param name="values">The weight.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="highest"><see cref="Stored"/> or <see cref="Multiplied"/>.</param>
    public static Rounded Columns(ReadOnlySpan<float> values, int width, int highest)
    {
        var (bytes, scales) = (new byte[values.Length], new float[width]);
        var numbers = MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan());
        for (var start = 0; start < values.Length; start += width)
        {
            var row = values.Slice(start, width);
            for (var column = 0; column < width; column++)
            {
                scales[column] = Math.Max(scales[column], Math.Abs(row[column]));
            }
        }

        for (var column = 0; column < width; column++)
        {
            scales[column] = Scale(scales[column], highest);
        }

        for (var index = 0; index < values.Length; index++)
        {
            numbers[index] = Round(values[index], scales[index % width], highest);
        }

        return new Rounded(bytes, scales);
    }

    /// <summary>
    /// Four bits in blocks, as MatMulNBits takes them (docs/ContribOperators.md of ONNX Runtime): of each output the inputs in blocks, two
    /// numbers a byte, the first in the lower half; the zero is 8. The number that is farthest from zero becomes 0, so that all sixteen
    /// steps are used.
    /// </summary>
    /// <param name="values">The matrix.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="outputsFirst">Whether it is [outputs, inputs]; else [inputs, outputs].</param>
    /// <param name="block">Inputs that share a scale.</param>
    public static Rounded Blocks(ReadOnlySpan<float> values, int inputs, int outputs, bool outputsFirst, int block)
    {
        var blocks = (inputs + block - 1) / block;
        var (numbers, scales) = (new byte[(long)outputs * blocks * block / 2], new float[outputs * blocks]);
        Span<float> content = stackalloc float[block];
        for (var index = 0; index < scales.Length; index++)
        {
            var (output, first) = (index / blocks, index % blocks * block);
            var filled = Math.Min(block, inputs - first);
            content.Clear();
            for (var i = 0; i < filled; i++)
            {
                content[i] = values[outputsFirst ? output * inputs + first + i : (first + i) * outputs + output];
            }

            var farthest = TensorPrimitives.MaxMagnitude(content);
            var scale = farthest / -FourBitsZero;
            scales[index] = scale == 0 ? 1 : scale;
            for (var i = 0; i < block; i++)
            {
                var number = (int)Math.Clamp(MathF.Round(content[i] / scales[index]) + FourBitsZero, 0, FourBitsHighest);
                numbers[(index * block + i) / 2] |= (byte)(number << (i % 2 * 4));
            }
        }

        return new Rounded(numbers, scales);
    }

    /// <summary>Half precision, rounded to the nearest.</summary>
    public static Rounded Halves(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * 2];
        TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<byte, Half>(bytes.AsSpan()));
        return new Rounded(bytes, []);
    }

    // Where the scale itself would be zero, everything rounds to zero.
    private static float Scale(float largest, int highest) => largest / highest is > 0 and var scale ? scale : 1;

    private static sbyte Round(float value, float scale, int highest) =>
        (sbyte)Math.Clamp(MathF.Round(value / scale), -highest, highest);
}
