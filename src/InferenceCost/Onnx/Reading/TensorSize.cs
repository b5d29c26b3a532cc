using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>How large a stored tensor is, from its shape and type; independent of how the file encodes it.</summary>
internal static class TensorSize
{
    /// <summary>The product of the dimensions; 1 for a scalar.</summary>
    /// <exception cref="InputException">A dimension is negative, or the product does not fit 64 bits.</exception>
    public static long Elements(TensorProto tensor)
    {
        var product = 1L;
        try
        {
            foreach (var dimension in tensor.Dims)
            {
                product = dimension < 0 ? throw Damaged(tensor, $"has the dimension {dimension}") : checked(product * dimension);
            }
        }
        catch (OverflowException)
        {
            throw Damaged(tensor, $"claims the shape {string.Join('x', tensor.Dims)}");
        }

        return product;
    }

    /// <summary>Bytes that the values take in memory; for strings the length of their text.</summary>
    /// <exception cref="InputException">The type is unknown, or the stored data has not the size that shape and type ask for.</exception>
    public static long Bytes(TensorProto tensor)
    {
        if (tensor.DataType == (int)TensorProto.Types.DataType.String)
        {
            return tensor.StringData.Sum(text => (long)text.Length);
        }

        var bits = ElementTypes.Bits((TensorElementType)tensor.DataType)
            ?? throw Damaged(tensor, $"has the unknown element type {tensor.DataType}");
        var elements = Elements(tensor);
        var bytes = elements > long.MaxValue / bits - 8
            ? throw Damaged(tensor, $"claims the shape {string.Join('x', tensor.Dims)}")
            : (elements * bits + 7) / 8;
        var stored = tensor.HasRawData ? tensor.RawData.Length : bytes;
        return stored == bytes
            ? bytes
            : throw Damaged(tensor, $"holds {stored} bytes where its shape and type need {bytes}");
    }

    private static InputException Damaged(TensorProto tensor, string what) => new(
        $"the stored tensor '{Quoted.Of(tensor.Name)}' {what}",
        "The model file is damaged: export or download it again.");
}
