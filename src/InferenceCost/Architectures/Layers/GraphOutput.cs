using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures.Layers;

/// <summary>What a graph gives: always float32, so that models of different precision can be compared.</summary>
internal static class GraphOutput
{
    /// <summary>Declares an output; of half precision it is converted.</summary>
    public static void Declare(GraphScope scope, string name, GraphValue value, params ReadOnlySpan<Dimension> shape) =>
        scope.Graph.Output(name, Converted(scope, value, TensorElementType.Float), shape);

    /// <summary>An input of float32, converted to the graph's own precision.</summary>
    public static GraphValue Input(GraphScope scope, string name, params ReadOnlySpan<Dimension> shape) =>
        Converted(scope, scope.Graph.Input(name, TensorElementType.Float, shape), scope.Graph.Floats);

    private static GraphValue Converted(GraphScope scope, GraphValue value, TensorElementType type) =>
        value.Type == type ? value : scope.NodeOf(type, "Cast", [value], NodeAttributes.Of("to", (long)type));
}
