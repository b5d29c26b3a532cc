using System.Globalization;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>One dimension of an input or output: a fixed size, or free with or without a name.</summary>
/// <param name="Size">
/// The fixed size; null when the dimension is free. Zero and negative sizes, which old exporters write for "any", count as free.
/// </param>
/// <param name="Name">The name of a free dimension (<c>batch</c>); null when it has none.</param>
public sealed record OnnxDimension(long? Size, string? Name)
{
    /// <summary>
    /// The model writes 0 for this dimension. ONNX Runtime takes that literally, so the model needs a size by name to run.
    /// </summary>
    public bool MarkedWithZero { get; init; }

    /// <summary>The size, the name, or <c>?</c>.</summary>
    public override string ToString() => Size?.ToString(CultureInfo.InvariantCulture) ?? Name ?? "?";
}

/// <summary>An input or output of a model.</summary>
/// <param name="Name">The name that the graph gives it.</param>
/// <param name="Type">The element type; null when the value is no tensor (see <paramref name="Kind"/>).</param>
/// <param name="Shape">The dimensions; null when the model does not state even their number. Empty for a scalar.</param>
/// <param name="Kind"><c>tensor</c>, <c>sequence</c>, <c>map</c>, <c>optional</c> or <c>sparse tensor</c>.</param>
public sealed record OnnxValue(string Name, TensorElementType? Type, IReadOnlyList<OnnxDimension>? Shape, string Kind = "tensor")
{
    /// <summary>
    /// For an integer input that directly selects rows of stored tables (token ids of an embedding): the number of rows of the smallest,
    /// so that values from 0 to one less are safe. Null when no such table was found.
    /// </summary>
    public long? IndexBound { get; init; }

    /// <summary>For an output: what the operators before it say about its numbers.</summary>
    public OutputOrigin Origin { get; init; }

    /// <summary>
    /// For an output: the classes in the order of its numbers, as the model calls them; null where its file does not list them.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// The shape without the axes of length 1 after the first: [N,C,1,1] of a pooled picture and [N,1,C] of a single step are rows as
    /// [N,C] is, and [N,1] is one number an item. Null where the model states no shape.
    /// </summary>
    public IReadOnlyList<OnnxDimension>? RowShape =>
        Shape is { Count: > 0 } shape ? [shape[0], .. shape.Skip(1).Where(axis => axis.Size != 1)] : Shape;

    /// <summary><c>float32[batch,3,224,224]</c></summary>
    public override string ToString() =>
        Type is not { } type ? Kind : $"{ElementTypes.Name(type)}[{(Shape is null ? "..." : string.Join(',', Shape))}]";

    internal static OnnxValue Of(ValueInfoProto value) => value.Type switch
    {
        { TensorType: { } tensor } =>
            new OnnxValue(value.Name, (TensorElementType)tensor.ElemType, tensor.Shape?.Dim.Select(DimensionOf).ToArray()),
        { SequenceType: not null } => new OnnxValue(value.Name, null, null, "sequence"),
        { MapType: not null } => new OnnxValue(value.Name, null, null, "map"),
        { OptionalType: not null } => new OnnxValue(value.Name, null, null, "optional"),
        { SparseTensorType: not null } => new OnnxValue(value.Name, null, null, "sparse tensor"),
        _ => new OnnxValue(value.Name, null, null, "value of unstated type"),
    };

    private static OnnxDimension DimensionOf(TensorShapeProto.Types.Dimension dimension) => dimension switch
    {
        { HasDimValue: true, DimValue: > 0 } => new OnnxDimension(dimension.DimValue, null),
        { HasDimParam: true, DimParam.Length: > 0 } => new OnnxDimension(null, dimension.DimParam),
        _ => new OnnxDimension(null, null) { MarkedWithZero = dimension.HasDimValue && dimension.DimValue == 0 },
    };
}
