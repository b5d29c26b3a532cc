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
    public static byte[] Convert(NpyArray array, TensorElementType type, double scale)
    {
        if ((array.Type == type && scale == 1)
            || (array.Type, type) is (TensorElementType.Bool, TensorElementType.UInt8) or (TensorElementType.UInt8, TensorElementType.Bool))
        {
            return array.Bytes;
        }

        var (from, to) = (NpyHeader.ElementBytes(array.Type), NpyHeader.ElementBytes(type));
        var count = array.Bytes.Length / from;
        var converted = new byte[checked(count * to)];
        Span<double> chunk = stackalloc double[ChunkElements];
        for (var start = 0; start < count; start += ChunkElements)
        {
            var part = chunk[..Math.Min(ChunkElements, count - start)];
            Widen(array.Type, array.Bytes.AsSpan(start * from, part.Length * from), part);
            TensorPrimitives.Multiply(part, scale, part);
            Narrow(part, type, converted.AsSpan(start * to, part.Length * to));
        }

        return converted;
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

    private static void Widen(TensorElementType type, ReadOnlySpan<byte> bytes, Span<double> values)
    {
        switch (type)
        {
            case TensorElementType.Float: Widen<float>(bytes, values); break;
            case TensorElementType.Double: Widen<double>(bytes, values); break;
            case TensorElementType.Float16: Widen<Half>(bytes, values); break;
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

    private static void Narrow<T>(ReadOnlySpan<double> values, Span<byte> bytes)
        where T : unmanaged, System.Numerics.INumberBase<T> =>
        TensorPrimitives.ConvertSaturating(values, MemoryMarshal.Cast<byte, T>(bytes));
}
