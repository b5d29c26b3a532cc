using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Data;

/// <summary>Stored values as the values that a model takes: another element type, perhaps scaled.</summary>
internal static class ElementConversion
{
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
        : throw new InputException($"{where}: elements of type {name} cannot be fed from a data file", $"use one of: {string.Join(", ", Names.Keys)}");

    /// <summary>Converts all elements.</summary>
    public static byte[] Convert(NpyArray array, TensorElementType type, double scale) => (array.Type, type) switch
    {
        var (from, to) when from == to && scale == 1 => array.Bytes,
        (TensorElementType.Bool, TensorElementType.UInt8) or (TensorElementType.UInt8, TensorElementType.Bool) => array.Bytes,
        _ => FromDoubles(ToDoubles(array), type, scale),
    };

    /// <summary>All elements as doubles: exact for every type but the largest 64-bit integers, which no label and no token reaches.</summary>
    public static double[] ToDoubles(NpyArray array) => array.Type switch
    {
        TensorElementType.Float => Widen<float>(array),
        TensorElementType.Double => Widen<double>(array),
        TensorElementType.Float16 => Widen<Half>(array),
        TensorElementType.Int8 => Widen<sbyte>(array),
        TensorElementType.Int16 => Widen<short>(array),
        TensorElementType.Int32 => Widen<int>(array),
        TensorElementType.Int64 => Widen<long>(array),
        TensorElementType.UInt8 or TensorElementType.Bool => Widen<byte>(array),
        TensorElementType.UInt16 => Widen<ushort>(array),
        TensorElementType.UInt32 => Widen<uint>(array),
        TensorElementType.UInt64 => Widen<ulong>(array),
        _ => throw new ArgumentException($"no conversion from {array.Type}", nameof(array)),
    };

    private static byte[] FromDoubles(double[] values, TensorElementType type, double scale)
    {
        TensorPrimitives.Multiply(values, scale, values);
        return type switch
        {
            TensorElementType.Float => Narrow<float>(values),
            TensorElementType.Double => Narrow<double>(values),
            TensorElementType.Float16 => Narrow<Half>(values),
            TensorElementType.Int8 => Narrow<sbyte>(values),
            TensorElementType.Int16 => Narrow<short>(values),
            TensorElementType.Int32 => Narrow<int>(values),
            TensorElementType.Int64 => Narrow<long>(values),
            TensorElementType.UInt8 => Narrow<byte>(values),
            TensorElementType.UInt16 => Narrow<ushort>(values),
            TensorElementType.UInt32 => Narrow<uint>(values),
            TensorElementType.UInt64 => Narrow<ulong>(values),
            TensorElementType.Bool => [.. values.Select(value => value != 0 ? (byte)1 : (byte)0)],
            _ => throw new ArgumentException($"no conversion to {type}", nameof(type)),
        };
    }

    private static double[] Widen<T>(NpyArray array)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        var source = MemoryMarshal.Cast<byte, T>(array.Bytes);
        var values = new double[source.Length];
        TensorPrimitives.ConvertChecked(source, values.AsSpan());
        return values;
    }

    private static byte[] Narrow<T>(double[] values)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        var narrow = new T[values.Length];
        TensorPrimitives.ConvertSaturating(values, narrow.AsSpan());
        return MemoryMarshal.AsBytes(narrow.AsSpan()).ToArray();
    }
}
