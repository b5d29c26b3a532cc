using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>An array of a NumPy file: elements row by row (C order), little endian.</summary>
/// <param name="Name">Its name within the .npz file.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Bytes">Its elements; empty for strings.</param>
public sealed record NpyArray(string Name, TensorElementType Type, long[] Shape, byte[] Bytes)
{
    /// <summary>The elements where the type is string; null for numbers.</summary>
    public string[]? Texts { get; init; }

    /// <summary>How many items there are along the first axis; 1 for a single number.</summary>
    public int Items => Shape.Length == 0 ? 1 : checked((int)Shape[0]);
}
