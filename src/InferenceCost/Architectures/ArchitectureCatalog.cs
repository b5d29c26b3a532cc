using System.Text.Json;
using InferenceCost.Architectures.Layers;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures;

/// <summary>
/// The architectures that can be built, by the name that a family file gives. A new one is one file with a class that has
/// <c>Build(HyperParameters, OnnxGraphBuilder)</c>, and one line here.
/// </summary>
public static class ArchitectureCatalog
{
    private static readonly SortedDictionary<string, Entry> Known = new(StringComparer.Ordinal)
    {
        ["bert"] = new(BertEncoder.Build, BertEncoder.Opset),
        ["distilbert"] = new(DistilBertEncoder.Build, BertEncoder.Opset),
        ["gpt2"] = new(Gpt2Decoder.Build, Gpt2Decoder.Opset),
        ["mobilebert"] = new(MobileBertEncoder.Build, BertEncoder.Opset),
        ["mobilenet-v2"] = new(MobileNetV2.Build, MobileNetV2.Opset),
        ["mobilenet-v3-large"] = new(MobileNetV3.Large, MobileNetV3.Opset),
        ["mobilenet-v3-small"] = new(MobileNetV3.Small, MobileNetV3.Opset),
        ["resnet"] = new(ResNet.Build, ResNet.Opset),
        ["roberta"] = new(RobertaEncoder.Build, BertEncoder.Opset),
        ["vit"] = new(VisionTransformer.Build, VisionTransformer.Opset),
        ["whisper-decoder"] = new(WhisperDecoder.Build, WhisperEncoder.Opset),
        ["whisper-encoder"] = new(WhisperEncoder.Build, WhisperEncoder.Opset),
    };

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names => [.. Known.Keys];

    /// <summary>Builds the graph of an architecture. Nothing is written, and no weight exists yet.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="hyperParameters">
    /// A JSON object with the hyper-parameters that the architecture's class documents, and for all of them <c>initializerRange</c> (0.02),
    /// the standard deviation of the weights.
    /// </param>
    /// <param name="seed">Seed of all weights.</param>
    /// <param name="precision">How the weights are stored.</param>
    /// <exception cref="InputException">
    /// The name is unknown, or a hyper-parameter is missing, unknown, impossible or does not fit another.
    /// </exception>
    public static GraphDefinition Build(
        string name, JsonElement hyperParameters, ulong seed = 1, WeightPrecision precision = WeightPrecision.Full)
    {
        if (!Known.TryGetValue(name, out var entry))
        {
            throw new InputException($"The architecture '{name}' is unknown.", $"Known are: {string.Join(", ", Names)}.");
        }

        if (hyperParameters.ValueKind != JsonValueKind.Object)
        {
            throw new InputException(
                $"Architecture '{name}': the hyper-parameters are not a JSON object.", "Write them as { \"layers\": 12, ... }.");
        }

        var given = new HyperParameters(name, hyperParameters);
        var graph = new OnnxGraphBuilder(name, seed, precision, entry.Opset) { Deviation = given.Positive("initializerRange", 0.02) };
        graph.Describe("architecture", name);
        graph.Describe("precision", precision.ToString());
        graph.Describe("hyperParameters", hyperParameters.GetRawText());
        entry.Build(given, graph);
        given.RefuseOthers();
        return graph.Build();
    }

    private sealed record Entry(Action<HyperParameters, OnnxGraphBuilder> Build, int Opset);
}
