using System.Text.Json;
using InferenceCost.Architectures;
using InferenceCost.Tasks.Costs;

namespace InferenceCost.Tests.Architectures;

/// <summary>
/// Encoders cost what follows from their published hyper-parameters: per layer sequence x (4 width^2 + 2 width x intermediate) for the
/// linear layers and 2 x sequence^2 x width for attention. Twice BERT-base's 11.17 billion is TinyBERT's "22.5 billion" operations (Jiao et
/// al. 2019).
/// </summary>
public sealed class EncoderCostTests
{
    private const string Vocabulary = "\"vocabularySize\": 30522, \"positions\": 512";

    [Theory]
    [InlineData("bert", 12, 768, 12, 3072, 128, 11.17)]
    [InlineData("bert", 12, 768, 12, 3072, 32, 2.74)]
    [InlineData("bert", 24, 1024, 16, 4096, 128, 39.5)]
    [InlineData("bert", 12, 384, 12, 1536, 128, 2.87)]
    [InlineData("bert", 6, 384, 12, 1536, 128, 1.43)]
    [InlineData("bert", 4, 312, 12, 1200, 128, 0.62)]
    [InlineData("distilbert", 6, 768, 12, 3072, 128, 5.59)]
    [InlineData("distilbert", 6, 768, 12, 3072, 32, 1.37)]
    public void An_encoder_costs_what_is_published(
        string architecture, int layers, int width, int heads, int intermediate, long sequence, double billions)
    {
        using var json = JsonDocument.Parse(
            $"{{ \"layers\": {layers}, \"hiddenSize\": {width}, \"heads\": {heads}, \"intermediateSize\": {intermediate}, {Vocabulary} }}");
        var inputs = new[] { "input_ids", "attention_mask", "token_type_ids" }
            .ToDictionary(name => name, _ => (IReadOnlyList<long>)[1, sequence]);
        var macs = ModelCost.At(ArchitectureCatalog.Build(architecture, json.RootElement), inputs).Macs;
        Assert.Empty(macs.Uncounted);
        Assert.InRange(macs.Total, 0.99e9 * billions, 1.01e9 * billions);
    }
}
