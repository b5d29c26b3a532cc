using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures;

/// <summary>
/// MobileNetV2 (Sandler et al. 2018, https://arxiv.org/abs/1801.04381, table 2): inverted residuals, whose ends are narrow and whose middle
/// is wide and depthwise. Names as in torchvision.
/// <para>Input and output: <see cref="ImageClassifier"/>.</para>
/// <para>Hyper-parameters: those of <see cref="MobileNetWidth"/> and <see cref="ImageClassifier"/>.</para>
/// </summary>
internal static class MobileNetV2
{
    /// <summary>The operator set of the graphs.</summary>
    public const int Opset = 17;

    private const float Epsilon = 1e-5f;

    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var (width, task) = (MobileNetWidth.Read(given), ImageClassifier.Read(given));
        var features = graph.Root["features"];
        var channels = width.Of(32);
        var x = Clipped(features["0"], task.Images(graph), new Convolution(ImageClassifier.Channels, channels, 3, Stride: 2));
        var index = 1;
        foreach (var (expansion, published, repeats, stride) in Stages)
        {
            var outputs = width.Of(published);
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                var block = features[FormattableString.Invariant($"{index++}.conv")];
                var branch = Branch(block, x, channels, channels * expansion, outputs, repeat == 0 ? stride : 1);
                x = repeat > 0 || (stride == 1 && channels == outputs) ? block.Node("Add", x, branch) : branch;
                channels = outputs;
            }
        }

        // The last layer does not become narrower than published (section 4.1 of the paper).
        var last = new MobileNetWidth(Math.Max(100, width.Percent)).Of(1280);
        x = Clipped(features[FormattableString.Invariant($"{index}")], x, new Convolution(channels, last, 1));
        task.Logits(graph.Root["classifier.1"], ImageClassifier.Pooled(graph.Root, x), last);
    }

    private static GraphValue Branch(GraphScope block, GraphValue x, int inputs, int inner, int outputs, int stride)
    {
        var part = 0;
        if (inner != inputs)
        {
            x = Clipped(block[FormattableString.Invariant($"{part++}")], x, new Convolution(inputs, inner, 1));
        }

        x = Clipped(block[FormattableString.Invariant($"{part++}")], x, new Convolution(inner, inner, 3, stride, Groups: inner));
        x = new Convolution(inner, outputs, 1).Add(block[FormattableString.Invariant($"{part}")], x, bias: false);
        return BatchNormalization.Add(block[FormattableString.Invariant($"{part + 1}")], x, outputs, Epsilon);
    }

    /// <summary>Convolution, normalisation and ReLU6.</summary>
    private static GraphValue Clipped(GraphScope unit, GraphValue x, Convolution shape)
    {
        x = BatchNormalization.Add(unit["1"], shape.Add(unit["0"], x, bias: false), shape.Outputs, Epsilon);
        return unit.Node("Clip", x, unit.Graph.Scalar(0f), unit.Graph.Scalar(6f));
    }
}
