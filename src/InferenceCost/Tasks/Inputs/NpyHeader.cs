using System.Globalization;
using System.Text.RegularExpressions;
using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// The header of a .npy file: a Python dictionary such as <c>{'descr': '|u1', 'fortran_order': False, 'shape': (10000, 1, 28, 28), }</c>
/// (numpy.lib.format, versions 1 to 3).
/// </summary>
internal static partial class NpyHeader
{
    private static readonly Dictionary<string, TensorElementType> Types = new()
    {
        ["b1"] = TensorElementType.Bool,
        ["i1"] = TensorElementType.Int8,
        ["i2"] = TensorElementType.Int16,
        ["i4"] = TensorElementType.Int32,
        ["i8"] = TensorElementType.Int64,
        ["u1"] = TensorElementType.UInt8,
        ["u2"] = TensorElementType.UInt16,
        ["u4"] = TensorElementType.UInt32,
        ["u8"] = TensorElementType.UInt64,
        ["f2"] = TensorElementType.Float16,
        ["f4"] = TensorElementType.Float,
        ["f8"] = TensorElementType.Double,
    };

    /// <summary>Bytes of one element.</summary>
    public static int ElementBytes(TensorElementType type) =>
        int.Parse(Types.First(pair => pair.Value == type).Key[1..], CultureInfo.InvariantCulture);

    /// <summary>Reads the dictionary.</summary>
    /// <param name="where">File and array, for messages.</param>
    /// <param name="text">The dictionary.</param>
    public static (TensorElementType Type, long[] Shape) Parse(string where, string text)
    {
        var type = TypePattern().Match(text);
        var order = OrderPattern().Match(text);
        var shape = ShapePattern().Match(text);
        if (!type.Success || !order.Success || !shape.Success)
        {
            throw new InputException($"{where}: its header is not that of a NumPy array", "write it with numpy.savez");
        }

        if (order.Groups[1].Value == "True")
        {
            throw new InputException(
                $"{where}: is stored column by column (Fortran order)", "store numpy.ascontiguousarray(array) instead");
        }

        if (type.Groups[1].Value is ">" || !Types.TryGetValue(type.Groups[2].Value, out var element))
        {
            throw new InputException(
                $"{where}: element type '{type.Groups[1].Value}{type.Groups[2].Value}' is not supported",
                "store booleans, integers or floats, little endian");
        }

        var sizes = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (element, [.. sizes.Select(size => long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException($"{where}: shape ({shape.Groups[1].Value}) is not a shape", "write it with numpy.savez"))]);
    }

    [GeneratedRegex("'descr'\\s*:\\s*'([<>|=]?)([A-Za-z]\\d*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)")]
    private static partial Regex ShapePattern();
}
