using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>
/// What is known of each tensor element type. ONNX Runtime's <see cref="TensorElementType"/> has the numbers of ONNX's own enumeration,
/// but names only the first sixteen; the later ones (8-bit floats, 4-bit types) keep their ONNX number.
/// </summary>
public static class ElementTypes
{
    /// <summary>Bits per element; null for strings and for numbers that ONNX does not define.</summary>
    public static int? Bits(TensorElementType type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Uint4 or TensorProto.Types.DataType.Int4 or TensorProto.Types.DataType.Float4E2M1 => 4,
        TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 or TensorProto.Types.DataType.Bool
            or TensorProto.Types.DataType.Float8E4M3Fn or TensorProto.Types.DataType.Float8E4M3Fnuz
            or TensorProto.Types.DataType.Float8E5M2 or TensorProto.Types.DataType.Float8E5M2Fnuz => 8,
        TensorProto.Types.DataType.Uint16 or TensorProto.Types.DataType.Int16
            or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16 => 16,
        TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Int32 or TensorProto.Types.DataType.Uint32 => 32,
        TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Int64 or TensorProto.Types.DataType.Uint64
            or TensorProto.Types.DataType.Complex64 => 64,
        TensorProto.Types.DataType.Complex128 => 128,
        _ => null,
    };

    /// <summary>Bytes per element of a type whose elements fill whole bytes.</summary>
    /// <exception cref="ArgumentException">The type has no fixed size of whole bytes (strings, 4-bit types).</exception>
    public static int Bytes(TensorElementType type) => Bits(type) is int bits && bits % 8 == 0
        ? bits / 8
        : throw new ArgumentException($"Elements of type {Name(type)} do not have a size of whole bytes.", nameof(type));

    /// <summary>True for types whose values are floating-point numbers of any width.</summary>
    public static bool IsFloatingPoint(TensorElementType type) => (TensorProto.Types.DataType)type
        is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double
        or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16
        or TensorProto.Types.DataType.Float8E4M3Fn or TensorProto.Types.DataType.Float8E4M3Fnuz
        or TensorProto.Types.DataType.Float8E5M2 or TensorProto.Types.DataType.Float8E5M2Fnuz
        or TensorProto.Types.DataType.Float4E2M1;

    /// <summary>True for signed and unsigned integers; booleans are not integers.</summary>
    public static bool IsInteger(TensorElementType type) => (TensorProto.Types.DataType)type
        is TensorProto.Types.DataType.Int8 or TensorProto.Types.DataType.Int16
        or TensorProto.Types.DataType.Int32 or TensorProto.Types.DataType.Int64
        or TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Uint16
        or TensorProto.Types.DataType.Uint32 or TensorProto.Types.DataType.Uint64
        or TensorProto.Types.DataType.Int4 or TensorProto.Types.DataType.Uint4;

    /// <summary>The name that reports print: <c>float32</c>, <c>int64</c>, <c>float8e4m3fn</c>, ...</summary>
    public static string Name(TensorElementType type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Float => "float32",
        TensorProto.Types.DataType.Double => "float64",
        var known when Enum.IsDefined(known) && known != TensorProto.Types.DataType.Undefined => known.ToString().ToLowerInvariant(),
        var number => $"type {(int)number}",
    };
}
