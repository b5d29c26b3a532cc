namespace InferenceCost.Onnx.Costs;

/// <summary>
/// Multiply-accumulates of convolutions and matrix products, from shapes alone: every output element of a convolution is a sum over the
/// weights of its own output channel, every element of a matrix product a sum over the inner dimension. Biases are additions and count
/// nothing; padding counts as if it were computed, as everywhere in the literature.
/// Each returns null where a shape that it needs is not known.
/// </summary>
internal static class ProductCosts
{
    /// <summary>Output elements times the weights of one output channel: right for any groups, strides and dilations.</summary>
    /// <param name="call">The node.</param>
    /// <param name="weights">The position of the weights <c>[outputs, inputs / groups, kernel...]</c>.</param>
    public static long? Convolution(NodeCall call, int weights) => call.Output(0) is { } output && call.Input(weights) is [> 0, ..] kernel
        ? Shape.Product(Shape.Elements(output), Shape.Elements(kernel[1..]))
        : null;

    /// <summary>
    /// Input elements times the weights of one input channel; the weights are <c>[inputs, outputs / groups, kernel...]</c>.
    /// </summary>
    public static long? TransposedConvolution(NodeCall call) => call.Input(0) is { } input && call.Input(1) is [> 0, ..] kernel
        ? Shape.Product(Shape.Elements(input), Shape.Elements(kernel[1..]))
        : null;

    /// <summary>Elements of the left matrix (in either orientation) times columns of the result.</summary>
    public static long? General(NodeCall call) => call.Input(0) is { } left && call.Output(0) is [.., var columns]
        ? Shape.Product(Shape.Elements(left), columns)
        : null;

    /// <summary>Elements of the result times the last dimension of the left operand, which is the inner one; batches broadcast.</summary>
    public static long? Matrix(NodeCall call) => call.Input(0) is [.., var inner] && call.Output(0) is { } output
        ? Shape.Product(Shape.Elements(output), inner)
        : null;

    /// <summary>
    /// A matrix product that may take its left operand transposed (<c>transA</c>). With batch axes moved inwards (<c>transBatchA</c>) the
    /// rows lie elsewhere: not counted.
    /// </summary>
    public static long? Transposable(NodeCall call) => call.Whole("transBatchA", 0) != 0 || call.Whole("transBatchB", 0) != 0 ? null
        : call.Whole("transA", 0) == 0 ? Matrix(call)
        : call.Input(0) is [.., var inner, _] && call.Output(0) is { } output ? Shape.Product(Shape.Elements(output), inner)
        : null;

    /// <summary>
    /// An Einstein sum of two operands: one multiply-accumulate for each combination of all indices. One operand only sums or moves, and
    /// counts nothing; three or more depend on the order in which they are multiplied, and an ellipsis hides indices: not counted.
    /// </summary>
    public static long? EinsteinSum(NodeCall call)
    {
        var operands = call.Text("equation").Replace(" ", "", StringComparison.Ordinal).Split("->")[0].Split(',');
        if (operands.Length == 1)
        {
            return 0;
        }

        var sizes = new Dictionary<char, long>();
        for (var position = 0; position < operands.Length; position++)
        {
            if (operands.Length > 2 || operands[position].Contains('.') || call.Input(position) is not { } shape
                || shape.Length != operands[position].Length)
            {
                return null;
            }

            foreach (var (index, size) in operands[position].Zip(shape))
            {
                sizes[index] = Math.Max(size, sizes.GetValueOrDefault(index));
            }
        }

        return Shape.Elements(sizes.Values);
    }

    /// <summary>
    /// Steps times batch times the weights of input and recurrence, all gates and directions; the input is <c>[steps, batch, inputs]</c> or
    /// <c>[batch, steps, inputs]</c>.
    /// </summary>
    public static long? Recurrent(NodeCall call) =>
        call.Input(0) is [var first, var second, _] && call.Input(1) is { } weights && call.Input(2) is { } recurrence
            ? Shape.Product(first, second, checked(Shape.Elements(weights) + Shape.Elements(recurrence)))
            : null;
}
