using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures;

/// <summary>
/// A linear layer. Its matrix is stored as [inputs, outputs], transposed from the published checkpoint, as exporters store it for a MatMul.
/// Biases are drawn, not zero as at the start of a training: a runtime may drop an addition of zero, and no trained model has one.
/// </summary>
internal static class Linear
{
    /// <summary>Deviation of the initial weights of BERT and GPT-2 (<c>initializer_range</c> in their published configurations).</summary>
    public const double Deviation = 0.02;

    /// <summary>x W + b, the addition after the product as ONNX Runtime's attention fusion wants it.</summary>
    public static GraphValue Add(GraphScope scope, GraphValue x, int inputs, int outputs, bool bias = true)
    {
        var product = Product(scope, x, inputs, outputs);
        return bias ? scope.Node("Add", product, scope.Weight("bias", WeightValues.Normal(Deviation), outputs)) : product;
    }

    /// <summary>x W.</summary>
    public static GraphValue Product(GraphScope scope, GraphValue x, int inputs, int outputs)
    {
        var bits = scope.Graph.Precision switch { WeightPrecision.EightBits => 8, WeightPrecision.FourBits => 4, _ => 0 };
        if (bits == 0)
        {
            return scope.Node("MatMul", x, scope.Weight("weight", WeightValues.Normal(Deviation), inputs, outputs));
        }

        var (numbers, scales) = scope.Graph.QuantizedWeight($"{scope.Path}.weight", WeightValues.Normal(Deviation), inputs, outputs, bits);
        return scope.Node(
            "com.microsoft:MatMulNBits",
            [x, numbers, scales],
            NodeAttributes.Of("K", inputs),
            NodeAttributes.Of("N", outputs),
            NodeAttributes.Of("bits", bits),
            NodeAttributes.Of("block_size", 32));
    }
}
