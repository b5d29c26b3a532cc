using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// What attention layers of all architectures share: splitting a width into heads and joining them again.
/// Shapes of values: hidden states [batch, sequence, width]; heads [batch, heads, sequence, width / heads].
/// </summary>
internal static class SelfAttention
{
    /// <summary>[batch, sequence, width] to [batch, heads, sequence, size of a head].</summary>
    public static GraphValue Heads(GraphScope scope, GraphValue x, int heads, int width) =>
        Dimensions.Transpose(scope, Split(scope, x, heads, width), 0, 2, 1, 3);

    /// <summary>[batch, sequence, width] to [batch, heads, size of a head, sequence], the right-hand side of queries times keys.</summary>
    public static GraphValue TransposedHeads(GraphScope scope, GraphValue x, int heads, int width) =>
        Dimensions.Transpose(scope, Split(scope, x, heads, width), 0, 2, 3, 1);

    /// <summary>[batch, heads, sequence, size of a head] to [batch, sequence, width].</summary>
    public static GraphValue Joined(GraphScope scope, GraphValue x, int width) =>
        scope.Node("Reshape", Dimensions.Transpose(scope, x, 0, 2, 1, 3), scope.Graph.Constant(0, 0, width));

    /// <summary>Scores of [batch, heads, queries, keys] to shares that add up to 1 over the keys.</summary>
    public static GraphValue Softmax(GraphScope scope, GraphValue scores) => scope.Node("Softmax", [scores], NodeAttributes.Of("axis", 3L));

    /// <summary>What scores are divided by.</summary>
    public static GraphValue Scale(GraphScope scope, int heads, int width) => scope.Graph.Scalar(MathF.Sqrt((float)width / heads));

    // A size of 0 in a shape means the input's; exporters write the sizes out and ONNX Runtime reduces them to this (ReshapeFusion).
    private static GraphValue Split(GraphScope scope, GraphValue x, int heads, int width) =>
        scope.Node("Reshape", x, scope.Graph.Constant(0, 0, heads, width / heads));
}
