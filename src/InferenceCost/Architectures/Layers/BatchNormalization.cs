using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// Batch normalisation as an operator of its own, as checkpoints hold it and published parameter counts count it; ONNX Runtime folds it
/// into the convolution before it when the model is loaded, so that it runs as exports in which it is folded already.
/// </summary>
internal static class BatchNormalization
{
    // Of all four; small, whatever the weights are drawn from, so that no variance comes near zero.
    private const double Deviation = 0.02;

    /// <summary>Adds the layer. Its values lie around those of an untrained one without being them: no runtime can drop it.</summary>
    /// <param name="scope">The layer.</param>
    /// <param name="x">[batch, channels, height, width].</param>
    /// <param name="channels">Channels.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="scale">Mean of the scales.</param>
    public static GraphValue Add(GraphScope scope, GraphValue x, int channels, float epsilon, double scale = 1) => scope.Node(
        "BatchNormalization",
        [
            x,
            scope.Weight("weight", WeightValues.Normal(Deviation, scale), channels),
            scope.Weight("bias", WeightValues.Normal(Deviation), channels),
            scope.Statistic("running_mean", WeightValues.Normal(Deviation), channels),
            scope.Statistic("running_var", WeightValues.Normal(Deviation, 1), channels),
        ],
        NodeAttributes.Of("epsilon", epsilon));
}
