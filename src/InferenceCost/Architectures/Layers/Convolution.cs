using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// A square two-dimensional convolution, padded so that a stride of 1 keeps the size. Shapes of values: [batch, channels, height, width].
/// </summary>
/// <param name="Inputs">Channels that come in.</param>
/// <param name="Outputs">Channels that go out.</param>
/// <param name="Kernel">Height and width of the kernel.</param>
/// <param name="Stride">Step in both directions.</param>
/// <param name="Groups">Groups of channels that do not see each other; as many as channels for a depthwise convolution.</param>
/// <param name="Padding">Rows and columns of zeros on each side; half a kernel where nothing else is said.</param>
internal sealed record Convolution(int Inputs, int Outputs, int Kernel, int Stride = 1, int Groups = 1, int? Padding = null)
{
    /// <summary>Adds the convolution, with a bias or without.</summary>
    public GraphValue Add(GraphScope scope, GraphValue x, bool bias)
    {
        var weight = scope.Weight("weight", WeightValues.Normal(Deviation), Outputs, Inputs / Groups, Kernel, Kernel);
        var pad = Padding ?? Kernel / 2;
        return scope.Node(
            "Conv",
            bias ? [x, weight, scope.Weight("bias", Linear.Drawn(scope), Outputs)] : [x, weight],
            NodeAttributes.Of("dilations", [1, 1]),
            NodeAttributes.Of("group", Groups),
            NodeAttributes.Of("kernel_shape", [Kernel, Kernel]),
            NodeAttributes.Of("pads", [pad, pad, pad, pad]),
            NodeAttributes.Of("strides", [Stride, Stride]));
    }

    // He et al. 2015 (https://arxiv.org/abs/1502.01852), equation 10: keeps the variance through a layer and its ReLU, so that activations
    // of deep graphs neither vanish to subnormal numbers, which are slow, nor overflow.
    private double Deviation => Math.Sqrt(2.0 / (Inputs / Groups * Kernel * Kernel));
}
