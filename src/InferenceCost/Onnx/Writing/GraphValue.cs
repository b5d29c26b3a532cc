using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>A tensor that flows through a graph under construction: an input, a weight, a constant or what a node gives.</summary>
/// <param name="Name">Its name in the file; empty for an optional input that is left out.</param>
/// <param name="Type">The type of its elements.</param>
public readonly record struct GraphValue(string Name, TensorElementType Type)
{
    /// <summary>Stands for an optional input that a node does without.</summary>
    public static GraphValue None { get; } = new("", 0);
}
