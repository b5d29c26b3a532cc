using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures;

/// <summary>What turns hidden states into answers about the whole sequence.</summary>
internal static class ClassificationHead
{
    /// <summary>The state of the first word: [batch, sequence, width] to [batch, width].</summary>
    public static GraphValue First(GraphScope scope, GraphValue states) =>
        scope.Node("Gather", [states, scope.Graph.Scalar(0L)], NodeAttributes.Of("axis", 1L));

    /// <summary>A linear layer of [batch, inputs], for which exporters write a Gemm with the matrix as the checkpoint has it, [outputs, inputs].</summary>
    public static GraphValue Dense(GraphScope scope, GraphValue x, int inputs, int outputs)
    {
        if (scope.Graph.Precision is WeightPrecision.EightBits or WeightPrecision.FourBits)
        {
            return Linear.Add(scope, x, inputs, outputs);
        }

        var weight = scope.Weight("weight", WeightValues.Normal(Linear.Deviation), outputs, inputs);
        var bias = scope.Weight("bias", WeightValues.Normal(Linear.Deviation), outputs);
        return scope.Node("Gemm", [x, weight, bias], NodeAttributes.Of("alpha", 1f), NodeAttributes.Of("beta", 1f), NodeAttributes.Of("transB", 1L));
    }

    /// <summary>Declares the output <c>logits</c> [batch, labels].</summary>
    public static void Logits(GraphScope scope, GraphValue logits, int labels) => Declare(scope, "logits", logits, "batch", labels);

    /// <summary>Declares an output, in float32 whatever the weights are.</summary>
    public static void Declare(GraphScope scope, string name, GraphValue value, params ReadOnlySpan<Dimension> shape) =>
        scope.Graph.Output(name, Single(scope, value), shape);

    private static GraphValue Single(GraphScope scope, GraphValue value)
    {
        const TensorElementType Type = TensorElementType.Float;
        return value.Type == Type ? value : scope.NodeOf(Type, "Cast", [value], NodeAttributes.Of("to", (long)Type));
    }
}
