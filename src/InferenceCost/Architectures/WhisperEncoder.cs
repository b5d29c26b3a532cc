using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures;

/// <summary>
/// The encoder of Whisper (Radford et al. 2022, https://arxiv.org/abs/2212.04356), which the distilled models copy: two convolutions over a
/// log-mel spectrogram, the second of which halves its length, sinusoidal positions, transformer layers.
/// <para>Input: <c>input_features</c> [batch, mels, 2 frames]. Output: <c>last_hidden_state</c> [batch, frames, hiddenSize].</para>
/// <para>Hyper-parameters: those of <see cref="WhisperSizes"/>, <c>mels</c>, <c>frames</c> (1500, which is 30 seconds).</para>
/// </summary>
internal static class WhisperEncoder
{
    /// <summary>Older than the normalisation operator, as the published exports are; ONNX Runtime fuses its pattern.</summary>
    public const int Opset = 13;

    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var sizes = WhisperSizes.Read(given);
        var (mels, frames) = (given.Size("mels"), given.Size("frames", 1500));
        var encoder = graph.Root["model.encoder"];
        var features = GraphOutput.Input(encoder, "input_features", "batch", mels, 2L * frames);
        var x = Activation.Gelu(encoder["conv1"], Convolution(encoder["conv1"], features, mels, sizes.Width, stride: 1));
        x = Activation.Gelu(encoder["conv2"], Convolution(encoder["conv2"], x, sizes.Width, sizes.Width, stride: 2));
        var positions = encoder["embed_positions"].Weight("weight", Sinusoids(frames, sizes.Width), frames, sizes.Width);
        x = encoder.Node("Add", Dimensions.Transpose(encoder, x, 0, 2, 1), positions);
        for (var index = 0; index < sizes.Layers; index++)
        {
            var layer = encoder["layers", index];
            x = WhisperLayers.FeedForward(
                layer, WhisperLayers.Attention(layer, "self_attn", x, WhisperLayers.To(null, sizes), null, sizes), sizes);
        }

        x = WhisperLayers.Normalised(encoder["layer_norm"], x, sizes.Width);
        GraphOutput.Declare(encoder, "last_hidden_state", x, "batch", frames, sizes.Width);
    }

    private static GraphValue Convolution(GraphScope scope, GraphValue x, int inputs, int outputs, long stride) => scope.Node(
        "Conv",
        [x, scope.Weight("weight", Linear.Drawn(scope), outputs, inputs, 3), scope.Weight("bias", Linear.Drawn(scope), outputs)],
        NodeAttributes.Of("kernel_shape", [3]),
        NodeAttributes.Of("pads", [1, 1]),
        NodeAttributes.Of("strides", [stride]));

    // Sines, then cosines, of wavelengths from 2 pi to 20,000 pi: sinusoids() in OpenAI's whisper/model.py.
    private static WeightValues Sinusoids(int frames, int width)
    {
        var half = width / 2;
        var step = Math.Log(10000) / Math.Max(1, half - 1);
        return WeightValues.Computed(at =>
        {
            var (frame, column) = (at / width, (int)(at % width));
            var angle = frame * Math.Exp(-step * (column % Math.Max(1, half)));
            return (float)(column < half ? Math.Sin(angle) : Math.Cos(angle));
        });
    }
}
