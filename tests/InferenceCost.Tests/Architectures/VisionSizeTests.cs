using System.Text.Json;
using InferenceCost.Architectures;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Writing;
using InferenceCost.Tasks.Costs;

namespace InferenceCost.Tests.Architectures;

/// <summary>The published networks have exactly the published parameters, and cost what is published within 1 %.</summary>
public sealed class VisionSizeTests
{
    /// <summary>
    /// Parameters: <c>num_params</c> of torchvision's weights; for DeiT as counted in the authors' checkpoints. Billions of
    /// multiply-accumulates: <c>_ops</c> of torchvision's weights; for DeiT the published 1.26, 4.61, 17.58 (17.68, 1.27 with the second
    /// token) of timm's benchmark tables.
    /// </summary>
    [Theory]
    [InlineData("resnet", """{ "depth": 18 }""", 11_689_512, 1.814)]
    [InlineData("resnet", """{ "depth": 34 }""", 21_797_672, 3.664)]
    [InlineData("resnet", """{ "depth": 50 }""", 25_557_032, 4.089)]
    [InlineData("resnet", """{ "depth": 101 }""", 44_549_160, 7.801)]
    [InlineData("resnet", """{ "depth": 152 }""", 60_192_808, 11.514)]
    [InlineData("mobilenet-v2", "{}", 3_504_872, 0.301)]
    [InlineData("mobilenet-v3-large", "{}", 5_483_032, 0.217)]
    [InlineData("mobilenet-v3-small", "{}", 2_542_856, 0.057)]
    [InlineData("vit", """{ "layers": 12, "hiddenSize": 192, "heads": 3, "intermediateSize": 768 }""", 5_717_416, 1.26)]
    [InlineData(
        "vit", """{ "layers": 12, "hiddenSize": 192, "heads": 3, "intermediateSize": 768, "distillationToken": true }""", 5_910_800, 1.27)]
    [InlineData("vit", """{ "layers": 12, "hiddenSize": 384, "heads": 6, "intermediateSize": 1536 }""", 22_050_664, 4.61)]
    [InlineData(
        "vit", """{ "layers": 12, "hiddenSize": 384, "heads": 6, "intermediateSize": 1536, "distillationToken": true }""", 22_436_432,
        4.63)]
    [InlineData("vit", """{ "layers": 12, "hiddenSize": 768, "heads": 12, "intermediateSize": 3072 }""", 86_567_656, 17.58)]
    [InlineData(
        "vit", """{ "layers": 12, "hiddenSize": 768, "heads": 12, "intermediateSize": 3072, "distillationToken": true }""", 87_338_192,
        17.68)]
    public void Published_networks_have_the_published_size(string architecture, string hyperParameters, long parameters, double billions)
    {
        var graph = Build(architecture, hyperParameters);
        Assert.Equal(parameters, graph.Parameters);
        var macs = ModelCost.At(graph, new Dictionary<string, IReadOnlyList<long>> { ["pixel_values"] = [1, 3, 224, 224] }).Macs;
        Assert.Empty(macs.Uncounted);
        Assert.InRange(macs.Total, 0.99e9 * billions, 1.01e9 * billions);
    }

    [Theory]
    [InlineData("resnet", """{ "depth": 20 }""")]
    [InlineData("resnet", """{ "depth": 18, "imageSize": 16 }""")]
    [InlineData("resnet", """{ "depht": 18 }""")]
    [InlineData("mobilenet-v2", """{ "widthPercent": 0 }""")]
    [InlineData("vit", """{ "layers": 12, "hiddenSize": 192, "heads": 5, "intermediateSize": 768 }""")]
    [InlineData("vit", """{ "layers": 12, "hiddenSize": 192, "heads": 3, "intermediateSize": 768, "patchSize": 15 }""")]
    public void What_makes_no_network_is_refused(string architecture, string hyperParameters) =>
        Assert.Throws<InputException>(() => Build(architecture, hyperParameters));

    private static GraphDefinition Build(string architecture, string hyperParameters)
    {
        using var json = JsonDocument.Parse(hyperParameters);
        return ArchitectureCatalog.Build(architecture, json.RootElement);
    }
}
