using System.Globalization;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Writing;

/// <summary>One dimension of a graph's input or output: a size, or a name for a size that each call chooses.</summary>
/// <param name="Size">The size; null for a free dimension.</param>
/// <param name="Name">The name of a free dimension, such as <c>batch</c>; dimensions with the same name have the same size.</param>
public readonly record struct Dimension(long? Size, string? Name)
{
    /// <summary>A fixed size.</summary>
    public static implicit operator Dimension(long size) => new(size, null);

    /// <summary>A free dimension.</summary>
    public static implicit operator Dimension(string name) => new(null, name);

    /// <inheritdoc/>
    public override string ToString() => Name ?? Size?.ToString(CultureInfo.InvariantCulture) ?? "?";

    internal TensorShapeProto.Types.Dimension Proto() =>
        Size is long size ? new() { DimValue = size } : new() { DimParam = Name ?? "" };
}
