using System.Globalization;
using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures;

/// <summary>
/// ResNet (He et al. 2015, https://arxiv.org/abs/1512.03385, table 1) in the form that is published as weights: the stride of a bottleneck
/// lies on its 3x3 convolution ("v1.5"). Names as in torchvision.
/// <para>Input and output: <see cref="ImageClassifier"/>.</para>
/// <para>Hyper-parameters: <c>depth</c> (18, 34, 50, 101 or 152), <c>width</c> of the first stage (64), and those of
/// <see cref="ImageClassifier"/>.</para>
/// </summary>
internal static class ResNet
{
    /// <summary>The operator set of the graphs.</summary>
    public const int Opset = 17;

    private const float Epsilon = 1e-5f;
    private const int Expansion = 4;

    // Scales of the last normalisation in each block: small, so that the sum over 50 blocks stays in range, as it does in a trained network
    // (Goyal et al. 2017, https://arxiv.org/abs/1706.02677, section 5.1, start them at 0).
    private const double LastScale = 0.2;

    private static readonly SortedDictionary<int, int[]> Blocks = new()
    {
        [18] = [2, 2, 2, 2],
        [34] = [3, 4, 6, 3],
        [50] = [3, 4, 6, 3],
        [101] = [3, 4, 23, 3],
        [152] = [3, 8, 36, 3],
    };

    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var (depth, width, task) = (given.Size("depth"), given.Size("width", 64), ImageClassifier.Read(given));
        if (!Blocks.TryGetValue(depth, out var blocks))
        {
            throw given.Refuse("depth", depth.ToString(CultureInfo.InvariantCulture), $"Write one of {string.Join(", ", Blocks.Keys)}.");
        }

        var root = graph.Root;
        var x = Unit(root, "conv1", "bn1", task.Images(graph), new Convolution(ImageClassifier.Channels, width, 7, Stride: 2));
        x = root.Node(
            "MaxPool", [root.Node("Relu", x)], NodeAttributes.Of("kernel_shape", [3, 3]), NodeAttributes.Of("pads", [1, 1, 1, 1]),
            NodeAttributes.Of("strides", [2, 2]));
        var (channels, outputs) = (width, depth >= 50 ? Expansion : 1);
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            for (var index = 0; index < blocks[stage]; index++)
            {
                var block = root[FormattableString.Invariant($"layer{stage + 1}"), index];
                var inner = width << stage;
                x = Block(block, x, channels, inner, inner * outputs, stage > 0 && index == 0 ? 2 : 1);
                channels = inner * outputs;
            }
        }

        task.Logits(root["fc"], ImageClassifier.Pooled(root, x), channels);
    }

    private static GraphValue Block(GraphScope block, GraphValue x, int inputs, int inner, int outputs, int stride)
    {
        var branch = inner == outputs
            ? Basic(block, x, inputs, inner, stride)
            : Bottleneck(block, x, inputs, inner, outputs, stride);
        var skipped = stride == 1 && inputs == outputs
            ? x
            : Unit(block, "downsample.0", "downsample.1", x, new Convolution(inputs, outputs, 1, stride));
        return block.Node("Relu", block.Node("Add", branch, skipped));
    }

    private static GraphValue Basic(GraphScope block, GraphValue x, int inputs, int width, int stride)
    {
        x = block.Node("Relu", Unit(block, "conv1", "bn1", x, new Convolution(inputs, width, 3, stride)));
        return Unit(block, "conv2", "bn2", x, new Convolution(width, width, 3), LastScale);
    }

    private static GraphValue Bottleneck(GraphScope block, GraphValue x, int inputs, int width, int outputs, int stride)
    {
        x = block.Node("Relu", Unit(block, "conv1", "bn1", x, new Convolution(inputs, width, 1)));
        x = block.Node("Relu", Unit(block, "conv2", "bn2", x, new Convolution(width, width, 3, stride)));
        return Unit(block, "conv3", "bn3", x, new Convolution(width, outputs, 1), LastScale);
    }

    private static GraphValue Unit(GraphScope block, string convolution, string norm, GraphValue x, Convolution shape, double scale = 1) =>
        BatchNormalization.Add(block[norm], shape.Add(block[convolution], x, bias: false), shape.Outputs, Epsilon, scale);
}
