using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// What all image classifiers share: the input <c>pixel_values</c>, float32 [batch, 3, imageSize, imageSize], the output <c>logits</c>,
/// float32 [batch, classes], and the hyper-parameters <c>imageSize</c> (224) and <c>classes</c> (1000): ImageNet's.
/// </summary>
/// <param name="ImageSize">Height and width of the images.</param>
/// <param name="Classes">Classes that the head tells apart.</param>
internal sealed record ImageClassifier(int ImageSize, int Classes)
{
    /// <summary>Colours of an image.</summary>
    public const int Channels = 3;

    // Five halvings, as all of these networks do, leave one pixel of it.
    private const int SmallestImage = 32;

    public static ImageClassifier Read(HyperParameters given)
    {
        var size = given.Size("imageSize", 224);
        return size >= SmallestImage
            ? new ImageClassifier(size, given.Size("classes", 1000))
            : throw given.Refuse(
                "imageSize", FormattableString.Invariant($"is {size}"), FormattableString.Invariant($"Write at least {SmallestImage}."));
    }

    /// <summary>The images, in the type of the graph's activations.</summary>
    public GraphValue Images(OnnxGraphBuilder graph) =>
        GraphOutput.Input(graph.Root, "pixel_values", "batch", Channels, ImageSize, ImageSize);

    /// <summary>The mean over each channel: [batch, channels, height, width] to [batch, channels].</summary>
    public static GraphValue Pooled(GraphScope scope, GraphValue x) =>
        scope.Node("Flatten", [scope.Node("GlobalAveragePool", x)], NodeAttributes.Of("axis", 1L));

    /// <summary>A last linear layer to the output.</summary>
    public void Logits(GraphScope layer, GraphValue x, int width) =>
        ClassificationHead.Logits(layer, Linear.Dense(layer, x, width, Classes), Classes);
}
