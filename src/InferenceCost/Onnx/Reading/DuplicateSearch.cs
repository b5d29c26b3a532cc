using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>Finds stored tensors with the same content, reading only those that share type and size with another.</summary>
internal static class DuplicateSearch
{
    /// <summary>Groups of two or more tensors with the same values, the largest tensors first; inside a group in the order given.</summary>
    public static IReadOnlyList<StoredTensor[]> In(IEnumerable<StoredTensor> tensors, ExternalData external) =>
    [
        .. tensors
            .Where(tensor => ElementTypes.Bits((TensorElementType)tensor.Tensor.DataType) >= 8)
            .GroupBy(tensor => (tensor.Tensor.DataType, Bytes: TensorSize.Bytes(tensor.Tensor)))
            .Where(alike => alike.Count() > 1 && alike.Key.Bytes > 0)
            .OrderByDescending(alike => alike.Key.Bytes)
            .SelectMany(alike => Groups(alike, ElementTypes.Bytes((TensorElementType)alike.Key.DataType), external)),
    ];

    private static IEnumerable<StoredTensor[]> Groups(IEnumerable<StoredTensor> alike, int elementBytes, ExternalData external) => alike
        .GroupBy(tensor => TensorContent.Fingerprint(tensor.Tensor, elementBytes, external))
        .Where(group => group.Key is not null && group.Count() > 1)
        .Select(group => group.ToArray());
}
