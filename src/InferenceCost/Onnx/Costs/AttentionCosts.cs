namespace InferenceCost.Onnx.Costs;

/// <summary>
/// Multiply-accumulates of attention written as one operator: every query position times every key position, over the width of the keys
/// for the scores and over the width of the values for their sum. A causal mask does not lower the count, as it does not when the same
/// attention is written as matrix products. Each returns null where a shape that it needs is not known.
/// Input positions: ONNX operator documentation (Attention, version 23) and ContribOperators.md of ONNX Runtime.
/// </summary>
internal static class AttentionCosts
{
    /// <summary>
    /// ONNX Runtime's <c>Attention</c> (and <c>QAttention</c>), which also projects its input to queries, keys and values: the input is
    /// <c>[batch, queries, width]</c>, the weights <c>[width, queries + keys + values]</c>, the past <c>[2, batch, heads, past, head]</c>.
    /// </summary>
    /// <param name="call">The node.</param>
    /// <param name="past">The position of the past.</param>
    public static long? Projecting(NodeCall call, int past)
    {
        if (call.Input(0) is not [var batch, var queries, var width] || call.Input(1) is not [_, var projected]
            || call.Output(0) is not [.., var values]
            || Past(call, past, 3) is not { } pastKeys)
        {
            return null;
        }

        var keyWidth = (projected - values) / 2;
        return checked(Shape.Product(batch, queries, width, projected) + Scores(batch, queries, queries + pastKeys, keyWidth, values));
    }

    /// <summary>
    /// ONNX Runtime's <c>MultiHeadAttention</c>: queries <c>[batch, queries, width]</c> or packed
    /// <c>[batch, queries, heads, 2 or 3, head]</c>, keys <c>[batch, keys, width]</c>, packed, or by head
    /// <c>[batch, heads, keys, head]</c>.
    /// </summary>
    public static long? MultiHead(NodeCall call)
    {
        if (call.Input(0) is not [var batch, var queries, ..] shape || call.Output(0) is not [.., var values]
            || Past(call, 6, 2) is not { } pastKeys)
        {
            return null;
        }

        long? width = shape.Length switch { 3 => shape[2], 5 => shape[2] * shape[4], _ => null };
        var keys = !call.HasInput(1)
            ? queries
            : call.Input(1) switch { [_, _, var byHead, _] => byHead, [_, var first, ..] => first, _ => (long?)null };
        return width is { } keyWidth && keys is { } count ? Scores(batch, queries, count + pastKeys, keyWidth, values) : null;
    }

    /// <summary>
    /// ONNX Runtime's <c>GroupQueryAttention</c>: as many keys as the present <c>[batch, key heads, keys, head]</c> (output 1) holds.
    /// </summary>
    public static long? Grouped(NodeCall call) =>
        call.Output(0) is [var batch, var queries, var width] && call.Output(1) is [_, _, var keys, _]
            ? Scores(batch, queries, keys, width, width)
            : null;

    /// <summary>
    /// ONNX's own <c>Attention</c>: queries, keys and values <c>[batch, heads, positions, head]</c> or <c>[batch, positions, width]</c>,
    /// the past keys <c>[batch, heads, past, head]</c>.
    /// </summary>
    public static long? Standard(NodeCall call) => (call.Input(0), call.Input(1), call.Output(0), Past(call, 4, 2)) switch
    {
        ([var batch, var heads, var queries, var head], [_, _, var keys, _], [_, _, _, var values], { } past) =>
            Scores(Shape.Product(batch, heads), queries, keys + past, head, values),
        ([var batch, var queries, var width], [_, var keys, _], [_, _, var values], { } past) =>
            Scores(batch, queries, keys + past, width, values),
        _ => null,
    };

    private static long Scores(long batch, long queries, long keys, long keyWidth, long valueWidth) =>
        Shape.Product(batch, queries, keys, checked(keyWidth + valueWidth));

    /// <summary>Positions in the past: none where it is left out, null where its shape is not known.</summary>
    private static long? Past(NodeCall call, int position, int axis) =>
        !call.HasInput(position) ? 0 : call.Input(position) is { } shape && shape.Length > axis ? shape[axis] : null;
}
