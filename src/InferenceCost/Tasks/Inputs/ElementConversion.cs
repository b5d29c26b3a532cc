using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Stored values as the values that a model takes: another element type, perhaps scaled.</summary>
internal static class ElementConversion
{
    private const int ChunkElements = 1024;

    private static readonly Dictionary<string, TensorElementType> Names = new()
    {
        ["float32"] = TensorElementType.Float,
        ["float64"] = TensorElementType.Double,
        ["float16"] = TensorElementType.Float16,
        ["bfloat16"] = TensorElementType.BFloat16,
        ["int8"] = TensorElementType.Int8,
        ["int16"] = TensorElementType.Int16,
        ["int32"] = TensorElementType.Int32,
        ["int64"] = TensorElementType.Int64,
        ["uint8"] = TensorElementType.UInt8,
        ["uint16"] = TensorElementType.UInt16,
        ["uint32"] = TensorElementType.UInt32,
        ["uint64"] = TensorElementType.UInt64,
        ["bool"] = TensorElementType.Bool,
    };

    /// <summary>The element type of a name in a family file.</summary>
    public static TensorElementType Type(string where, string name) => Names.TryGetValue(name, out var type)
        ? type
        : throw new InputException(
            $"{where}: elements of type {name} cannot be fed from a data file", $"use one of: {string.Join(", ", Names.Keys)}");

    /// <summary>
    /// Converts all elements, by way of doubles, a few at a time: a data set of bytes would else be eight times as large on the way.
    /// </summary>
    /// <param name="array">The stored values.</param>
    /// <param name="type">The type that the model takes.</param>
    /// <param name="scale">What they are multiplied with.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="InputException">
    /// A value would be another one: a fraction as a whole number, a number beyond the type's range, a whole number that is rounded.
    /// </exception>
    public static byte[] Convert(NpyArray array, TensorElementType type, double scale, string file)
    {
        if ((array.Type == type && scale == 1)
            || (array.Type, type) is (TensorElementType.Bool, TensorElementType.UInt8) or (TensorElementType.UInt8, TensorElementType.Bool))
        {
            return array.Bytes;
        }

        var (from, to) = (BytesOf(array.Type), BytesOf(type));
        var isExact = IsWhole(type) || (IsWhole(array.Type) && scale == 1);
        var count = array.Bytes.Length / from;
        var converted = new byte[checked(count * to)];
        Span<double> chunk = stackalloc double[ChunkElements];
        Span<double> back = stackalloc double[ChunkElements];
        for (var start = 0; start < count; start += ChunkElements)
        {
            var part = chunk[..Math.Min(ChunkElements, count - start)];
            Widen(array.Type, array.Bytes.AsSpan(start * from, part.Length * from), part);
            TensorPrimitives.Multiply(part, scale, part);
            var narrowed = converted.AsSpan(start * to, part.Length * to);
            Narrow(part, type, narrowed);
            Widen(type, narrowed, back[..part.Length]);
            for (var i = 0; i < part.Length; i++)
            {
                if (isExact ? back[i] != part[i] : double.IsFinite(part[i]) && !double.IsFinite(back[i]))
                {
                    throw Changed(file, array, type, start + i, part[i]);
                }
            }
        }

        return converted;
    }

    private static InputException Changed(string file, NpyArray array, TensorElementType type, int element, double value)
    {
        var items = array.Shape is [var first, ..] && first > 0 ? first : 1;
        var count = array.Bytes.Length / BytesOf(array.Type);
        var word = Names.First(pair => pair.Value == type).Key;
        var hint = IsWhole(type) && !IsWhole(array.Type)
            ? $"give it as the model takes it ({word}; pictures as 0 to 255), or write in a family file what "
                + "stored values are multiplied with "
                    + "(scale)"
            : $"give values that {word} can hold";
        return new InputException(
            FormattableString.Invariant(
                $"{file}: array '{array.Name}', item {element / (count / items)}: {value:R} is no {word}, which the model takes"), hint);
    }

    /// <summary>
    /// All elements as doubles: exact for every type but the largest 64-bit integers, which no label and no token reaches.
    /// </summary>
    public static double[] ToDoubles(NpyArray array)
    {
        var values = new double[array.Bytes.Length / NpyHeader.ElementBytes(array.Type)];
        Widen(array.Type, array.Bytes, values);
        return values;
    }

    /// <summary>Whether a type holds whole numbers only.</summary>
    public static bool IsWhole(TensorElementType type) => type is not (
        TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16);

    /// <summary>Whether the elements of a type are numbers that can be read.</summary>
    public static bool IsNumber(TensorElementType type) => type == TensorElementType.BFloat16 || Names.ContainsValue(type);

    /// <summary>Bytes of an element.</summary>
    public static int BytesOf(TensorElementType type) => type == TensorElementType.BFloat16 ? 2 : NpyHeader.ElementBytes(type);

    /// <summary>All elements in single precision, without allocating.</summary>
    public static void ToSingles(TensorElementType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (type == TensorElementType.Float)
        {
            MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
            return;
        }

        var size = BytesOf(type);
        Span<double> chunk = stackalloc double[ChunkElements];
        for (var start = 0; start < values.Length; start += ChunkElements)
        {
            var part = chunk[..Math.Min(ChunkElements, values.Length - start)];
            Widen(type, bytes.Slice(start * size, part.Length * size), part);
            TensorPrimitives.ConvertTruncating<double, float>(part, values[start..]);
        }
    }

    private static void Widen(TensorElementType type, ReadOnlySpan<byte> bytes, Span<double> values)
    {
        switch (type)
        {
            case TensorElementType.Float: Widen<float>(bytes, values); break;
            case TensorElementType.Double: Widen<double>(bytes, values); break;
            case TensorElementType.Float16: Widen<Half>(bytes, values); break;
            case TensorElementType.BFloat16:
                var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.Int32BitsToSingle(halves[i] << 16);
                }

                break;
            case TensorElementType.Int8: Widen<sbyte>(bytes, values); break;
            case TensorElementType.Int16: Widen<short>(bytes, values); break;
            case TensorElementType.Int32: Widen<int>(bytes, values); break;
            case TensorElementType.Int64: Widen<long>(bytes, values); break;
            case TensorElementType.UInt8 or TensorElementType.Bool: Widen<byte>(bytes, values); break;
            case TensorElementType.UInt16: Widen<ushort>(bytes, values); break;
            case TensorElementType.UInt32: Widen<uint>(bytes, values); break;
            case TensorElementType.UInt64: Widen<ulong>(bytes, values); break;
            default: throw new ArgumentException($"no conversion from {type}", nameof(type));
        }
    }

    private static void Narrow(ReadOnlySpan<double> values, TensorElementType type, Span<byte> bytes)
    {
        switch (type)
        {
            case TensorElementType.Float: Narrow<float>(values, bytes); break;
            case TensorElementType.Double: Narrow<double>(values, bytes); break;
            case TensorElementType.Float16: Narrow<Half>(values, bytes); break;
            case TensorElementType.BFloat16: NarrowToBFloat16(values, MemoryMarshal.Cast<byte, ushort>(bytes)); break;
            case TensorElementType.Int8: Narrow<sbyte>(values, bytes); break;
            case TensorElementType.Int16: Narrow<short>(values, bytes); break;
            case TensorElementType.Int32: Narrow<int>(values, bytes); break;
            case TensorElementType.Int64: Narrow<long>(values, bytes); break;
            case TensorElementType.UInt8: Narrow<byte>(values, bytes); break;
            case TensorElementType.UInt16: Narrow<ushort>(values, bytes); break;
            case TensorElementType.UInt32: Narrow<uint>(values, bytes); break;
            case TensorElementType.UInt64: Narrow<ulong>(values, bytes); break;
            case TensorElementType.Bool:
                for (var i = 0; i < values.Length; i++)
                {
                    bytes[i] = values[i] != 0 ? (byte)1 : (byte)0;
                }

                break;
            default: throw new ArgumentException($"no conversion to {type}", nameof(type));
        }
    }

    private static void Widen<T>(ReadOnlySpan<byte> bytes, Span<double> values)
        where T : unmanaged, System.Numerics.INumberBase<T> =>
        TensorPrimitives.ConvertChecked(MemoryMarshal.Cast<byte, T>(bytes), values);

    /// <summary>The upper half of a single, rounded to the nearest, to the even one where two are as near.</summary>
    private static void NarrowToBFloat16(ReadOnlySpan<double> values, Span<ushort> halves)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits((float)values[i]);
            halves[i] = (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }

    private static void Narrow<T>(ReadOnlySpan<double> values, Span<byte> bytes)
        where T : unmanaged, System.Numerics.INumberBase<T> =>
        TensorPrimitives.ConvertSaturating(values, MemoryMarshal.Cast<byte, T>(bytes));
}
