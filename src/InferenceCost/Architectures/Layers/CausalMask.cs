using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures.Layers;

/// <summary>What is added to attention scores so that a word sees itself and those before it.</summary>
internal static class CausalMask
{
    /// <summary>
    /// [queries, keys] of 0 and -10,000. The last query belongs to the last key: with a cache there are more keys than queries.
    /// </summary>
    /// <param name="scope">Where it goes.</param>
    /// <param name="queries">The number of queries, a list of one number.</param>
    /// <param name="keys">The number of keys, a list of one number.</param>
    public static GraphValue Add(GraphScope scope, GraphValue queries, GraphValue keys)
    {
        var graph = scope.Graph;
        var end = Scalar(scope, keys);
        var start = Scalar(scope, scope.Node("Sub", keys, queries));
        var rows = Dimensions.Unsqueeze(scope, Range(scope, start, end), 1);
        var columns = Range(scope, graph.Scalar(0L), end);
        var later = scope.NodeOf(TensorElementType.Bool, "Less", [rows, columns]);
        return scope.NodeOf(graph.Floats, "Where", [later, graph.Scalar(-10000f), graph.Scalar(0f)]);
    }

    private static GraphValue Range(GraphScope scope, GraphValue start, GraphValue end) =>
        scope.Node("Range", start, end, scope.Graph.Scalar(1L));

    private static GraphValue Scalar(GraphScope scope, GraphValue list) =>
        scope.Node("Reshape", list, scope.Graph.Constant("shape.scalar", TensorElementType.Int64, [0], []));
}
