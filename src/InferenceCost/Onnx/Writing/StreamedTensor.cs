using InferenceCost.Onnx.Reading;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>A stored tensor whose values are made while the file is written, a piece at a time.</summary>
public abstract class StreamedTensor
{
    private protected StreamedTensor(string name, TensorElementType type, IReadOnlyList<long> shape)
    {
        if (shape.Any(size => size <= 0))
        {
            throw new ArgumentException($"The weight '{name}' has the shape {string.Join('x', shape)}.", nameof(shape));
        }

        (Name, Type, Shape) = (name, type, shape);
        Elements = shape.Aggregate(1L, (product, size) => checked(product * size));
    }

    /// <summary>Its name in the graph.</summary>
    public string Name { get; }

    /// <summary>The type that is stored.</summary>
    public TensorElementType Type { get; }

    /// <summary>Sizes of its dimensions, all greater than zero.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Stored elements.</summary>
    public long Elements { get; }

    /// <summary>Stored bytes.</summary>
    public long Bytes => Elements * ElementTypes.Bytes(Type);

    /// <summary>Trained numbers that it stands for: 0 for scales, twice the bytes for weights of four bits.</summary>
    public abstract long Parameters { get; }

    /// <summary>Elements that belong together: a piece that is asked for starts and ends at a multiple of these.</summary>
    internal virtual int Granule => 1;

    /// <summary>Writes the elements from <paramref name="firstElement"/> on, as the file holds them, until the target is full.</summary>
    internal abstract void Fill(long firstElement, Span<byte> target);
}
