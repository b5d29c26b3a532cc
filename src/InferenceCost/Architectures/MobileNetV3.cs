using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures;

/// <summary>
/// MobileNetV3 (Howard et al. 2019, https://arxiv.org/abs/1905.02244, tables 1 and 2): MobileNetV2's blocks, some with
/// squeeze-and-excitation, with hard-swish in the deeper half. Names as in torchvision.
/// <para>Input and output: <see cref="ImageClassifier"/>.</para>
/// <para>Hyper-parameters: those of <see cref="MobileNetWidth"/> and <see cref="ImageClassifier"/>.</para>
/// </summary>
internal static class MobileNetV3
{
    /// <summary>The operator set of the graphs.</summary>
    public const int Opset = 17;

    private const float Epsilon = 1e-3f;

    // Kernel, width inside, width outside, squeeze-and-excitation, hard-swish, stride.
    private static readonly Row[] LargeRows =
    [
        new(3, 16, 16, false, false, 1), new(3, 64, 24, false, false, 2), new(3, 72, 24, false, false, 1), new(5, 72, 40, true, false, 2),
        new(5, 120, 40, true, false, 1), new(5, 120, 40, true, false, 1), new(3, 240, 80, false, true, 2), new(3, 200, 80, false, true, 1),
        new(3, 184, 80, false, true, 1), new(3, 184, 80, false, true, 1), new(3, 480, 112, true, true, 1), new(3, 672, 112, true, true, 1),
        new(5, 672, 160, true, true, 2), new(5, 960, 160, true, true, 1), new(5, 960, 160, true, true, 1),
    ];

    private static readonly Row[] SmallRows =
    [
        new(3, 16, 16, true, false, 2), new(3, 72, 24, false, false, 2), new(3, 88, 24, false, false, 1), new(5, 96, 40, true, true, 2),
        new(5, 240, 40, true, true, 1), new(5, 240, 40, true, true, 1), new(5, 120, 48, true, true, 1), new(5, 144, 48, true, true, 1),
        new(5, 288, 96, true, true, 2), new(5, 576, 96, true, true, 1), new(5, 576, 96, true, true, 1),
    ];

    /// <summary>The larger network.</summary>
    public static void Large(HyperParameters given, OnnxGraphBuilder graph) => Build(given, graph, LargeRows, 1280);

    /// <summary>The smaller network.</summary>
    public static void Small(HyperParameters given, OnnxGraphBuilder graph) => Build(given, graph, SmallRows, 1024);

    private static void Build(HyperParameters given, OnnxGraphBuilder graph, Row[] rows, int lastWidth)
    {
        var (width, task) = (MobileNetWidth.Read(given), ImageClassifier.Read(given));
        var features = graph.Root["features"];
        var channels = width.Of(16);
        var x = HardSwish(
            features["0"], Unit(features["0"], task.Images(graph), new Convolution(ImageClassifier.Channels, channels, 3, Stride: 2)));
        foreach (var (row, index) in rows.Select((row, index) => (row, index + 1)))
        {
            x = Block(
                features[FormattableString.Invariant($"{index}.block")], x, channels,
                row with { Inner = width.Of(row.Inner), Outer = width.Of(row.Outer) });
            channels = width.Of(row.Outer);
        }

        var end = features[FormattableString.Invariant($"{rows.Length + 1}")];
        x = HardSwish(end, Unit(end, x, new Convolution(channels, 6 * channels, 1)));
        var (classifier, last) = (graph.Root["classifier"], width.Of(lastWidth));
        x = HardSwish(classifier, Linear.Dense(classifier["0"], ImageClassifier.Pooled(graph.Root, x), 6 * channels, last));
        task.Logits(classifier["3"], x, last);
    }

    private static GraphValue Block(GraphScope block, GraphValue input, int inputs, Row row)
    {
        var (x, part) = (input, 0);
        if (row.Inner != inputs)
        {
            var expand = block[FormattableString.Invariant($"{part++}")];
            x = Activated(expand, Unit(expand, x, new Convolution(inputs, row.Inner, 1)), row);
        }

        var depthwise = block[FormattableString.Invariant($"{part++}")];
        x = Activated(depthwise, Unit(depthwise, x, new Convolution(row.Inner, row.Inner, row.Kernel, row.Stride, Groups: row.Inner)), row);
        x = row.Squeezes ? SqueezeAndExcitation(block[FormattableString.Invariant($"{part++}")], x, row.Inner) : x;
        x = Unit(block[FormattableString.Invariant($"{part}")], x, new Convolution(row.Inner, row.Outer, 1));
        return row.Stride == 1 && inputs == row.Outer ? block.Node("Add", x, input) : x;
    }

    private static GraphValue SqueezeAndExcitation(GraphScope scope, GraphValue x, int width)
    {
        var squeezed = MobileNetWidth.Rounded(width / 4);
        var inner = scope.Node(
            "Relu", new Convolution(width, squeezed, 1).Add(scope["fc1"], scope.Node("GlobalAveragePool", x), bias: true));
        var gate = new Convolution(squeezed, width, 1).Add(scope["fc2"], inner, bias: true);
        return scope.Node("Mul", scope.Node("HardSigmoid", [gate], NodeAttributes.Of("alpha", 1f / 6), NodeAttributes.Of("beta", 0.5f)), x);
    }

    private static GraphValue Unit(GraphScope unit, GraphValue x, Convolution shape) =>
        BatchNormalization.Add(unit["1"], shape.Add(unit["0"], x, bias: false), shape.Outputs, Epsilon);

    private static GraphValue Activated(GraphScope scope, GraphValue x, Row row) =>
        row.Swishes ? HardSwish(scope, x) : scope.Node("Relu", x);

    private static GraphValue HardSwish(GraphScope scope, GraphValue x) => scope.Node("HardSwish", x);

    private sealed record Row(int Kernel, int Inner, int Outer, bool Squeezes, bool Swishes, int Stride);
}
