using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// Layer normalisation over the last dimension. Before operator set 17 it has no operator of its own and is written as the nine nodes that
/// PyTorch's exporter makes of it, which ONNX Runtime turns into one again.
/// </summary>
internal static class LayerNormalization
{
    /// <summary>Adds the layer; scales lie around 1 and shifts around 0, as trained ones do, so that a wrongly wired one shows.</summary>
    public static GraphValue Add(GraphScope scope, GraphValue x, int width, float epsilon)
    {
        var scale = scope.Weight("weight", Linear.Drawn(scope, mean: 1), width);
        var shift = scope.Weight("bias", Linear.Drawn(scope), width);
        if (scope.Graph.Opset >= 17)
        {
            return scope.Node(
                "LayerNormalization", [x, scale, shift], NodeAttributes.Of("axis", -1L), NodeAttributes.Of("epsilon", epsilon));
        }

        var centred = scope.Node("Sub", x, Mean(scope, x));
        var variance = Mean(scope, scope.Node("Pow", centred, scope.Graph.Scalar(2f)));
        var deviation = scope.Node("Sqrt", scope.Node("Add", variance, scope.Graph.Scalar(epsilon)));
        return scope.Node("Add", scope.Node("Mul", scope.Node("Div", centred, deviation), scale), shift);
    }

    private static GraphValue Mean(GraphScope scope, GraphValue x) =>
        scope.Node("ReduceMean", [x], NodeAttributes.Of("axes", [-1]), NodeAttributes.Of("keepdims", 1L));
}
