using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures.Layers;

/// <summary>Reads and changes the dimensions of tensors.</summary>
internal static class Dimensions
{
    /// <summary>One size of a tensor, as a list of one number.</summary>
    public static GraphValue Length(GraphScope scope, GraphValue tensor, int dimension)
    {
        var size = scope.Node("Gather", scope.NodeOf(TensorElementType.Int64, "Shape", [tensor]), scope.Graph.Scalar((long)dimension));
        return Unsqueeze(scope, size, 0);
    }

    /// <summary>Adds a dimension of size 1. Its place is an attribute before operator set 13, and an input from then on.</summary>
    public static GraphValue Unsqueeze(GraphScope scope, GraphValue x, int axis) => scope.Graph.Opset >= 13
        ? scope.Node("Unsqueeze", x, scope.Graph.Constant(axis))
        : scope.Node("Unsqueeze", [x], NodeAttributes.Of("axes", [axis]));

    /// <summary>Changes the order of dimensions.</summary>
    public static GraphValue Transpose(GraphScope scope, GraphValue x, params ReadOnlySpan<long> order) =>
        scope.Node("Transpose", [x], NodeAttributes.Of("perm", order));
}
