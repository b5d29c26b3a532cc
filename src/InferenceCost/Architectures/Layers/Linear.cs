using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// A linear layer. Its matrix is stored as [inputs, outputs], transposed from the published checkpoint, as exporters store it for a MatMul.
/// Biases are drawn, not zero as at the start of a training: a runtime may drop an addition of zero, and no trained model has one.
/// </summary>
internal static class Linear
{
    /// <summary>x W + b, the addition after the product as ONNX Runtime's attention fusion wants it.</summary>
    public static GraphValue Add(GraphScope scope, GraphValue x, int inputs, int outputs, bool bias = true)
    {
        var product = Product(scope, x, inputs, outputs);
        return bias ? scope.Node("Add", product, Bias(scope, outputs)) : product;
    }

    /// <summary>x W.</summary>
    public static GraphValue Product(GraphScope scope, GraphValue x, int inputs, int outputs) =>
        Rounded(scope, x, inputs, outputs, outputsFirst: false)
            ?? scope.Node("MatMul", x, scope.Weight("weight", Drawn(scope), inputs, outputs));

    /// <summary>
    /// A layer of [batch, inputs], for which exporters write a Gemm with the matrix as the checkpoint has it: [outputs, inputs].
    /// </summary>
    public static GraphValue Dense(GraphScope scope, GraphValue x, int inputs, int outputs)
    {
        if (Rounded(scope, x, inputs, outputs, outputsFirst: true) is GraphValue product)
        {
            return scope.Node("Add", product, Bias(scope, outputs));
        }

        var weight = scope.Weight("weight", Drawn(scope), outputs, inputs);
        return scope.Node(
            "Gemm",
            [x, weight, Bias(scope, outputs)],
            NodeAttributes.Of("alpha", 1f),
            NodeAttributes.Of("beta", 1f),
            NodeAttributes.Of("transB", 1L));
    }

    /// <summary>What weights are drawn from.</summary>
    public static WeightValues Drawn(GraphScope scope, double mean = 0) => WeightValues.Normal(scope.Graph.Deviation, mean);

    private static GraphValue Bias(GraphScope scope, int outputs) => scope.Weight("bias", Drawn(scope), outputs);

    private static GraphValue? Rounded(GraphScope scope, GraphValue x, int inputs, int outputs, bool outputsFirst)
    {
        var bits = scope.Graph.Precision switch { WeightPrecision.EightBits => 8, WeightPrecision.FourBits => 4, _ => 0 };
        if (bits == 0)
        {
            return null;
        }

        var (numbers, scales) = scope.Graph.QuantizedWeight($"{scope.Path}.weight", Drawn(scope), inputs, outputs, bits, outputsFirst);
        return scope.Node(
            "com.microsoft:MatMulNBits",
            [x, numbers, scales],
            NodeAttributes.Of("K", inputs),
            NodeAttributes.Of("N", outputs),
            NodeAttributes.Of("bits", bits),
            NodeAttributes.Of("block_size", 32));
    }
}
