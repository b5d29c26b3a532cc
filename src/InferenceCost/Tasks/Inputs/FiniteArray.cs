using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// Data that is fed holds numbers: one NaN makes every output of its item NaN, which then looks like a fault of the model.
/// </summary>
internal static class FiniteArray
{
    /// <summary>Whether elements of a type can be other than finite; integers need not be read for it.</summary>
    public static bool IsFloat(TensorElementType type) =>
        type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16;

    /// <summary>Refuses an array that holds a value which is infinite or no number.</summary>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="array">An array of any type.</param>
    /// <exception cref="InputException">It does.</exception>
    public static void Require(string file, NpyArray array)
    {
        var found = array.Type switch
        {
            TensorElementType.Float => Find<float>(array.Bytes, float.IsFinite),
            TensorElementType.Double => Find<double>(array.Bytes, double.IsFinite),
            TensorElementType.Float16 => Find<Half>(array.Bytes, Half.IsFinite),
            _ => -1,
        };
        if (found < 0)
        {
            return;
        }

        var perItem = array.Shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        throw new InputException(
            FormattableString.Invariant($"{file}: array '{array.Name}' holds a value that is not finite, in item {found / perItem}"),
            "remove such items, or write finite values where data is missing");
    }

    private static long Find<T>(byte[] bytes, Func<T, bool> isFinite)
        where T : struct
    {
        var values = MemoryMarshal.Cast<byte, T>(bytes);
        for (var i = 0; i < values.Length; i++)
        {
            if (!isFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
