using System.Text.Json;
using InferenceCost.Architectures;

namespace InferenceCost.Tests.Architectures;

/// <summary>
/// Parameter counts of the published models. They are what the configurations on the Hugging Face hub add up to and, where a model card or
/// paper states a number, that number: BERT 110 M (arXiv:1810.04805), DistilBERT 66 M (arXiv:1910.01108), MiniLM 33 M and 22.7 M
/// (arXiv:2002.10957), TinyBERT 14.5 M (arXiv:1909.10351), RoBERTa 125 M (arXiv:1907.11692), DistilRoBERTa 82 M (its model card), GPT-2
/// 124 M to 1.5 B and DistilGPT2 82 M (their model cards), Whisper large-v3 1550 M and turbo 809 M (OpenAI's README), distil-large-v3 756 M
/// (its model card). MobileBERT's paper says 25.3 M; the encoder as published has 24.6 M, and a pooler would add 0.26 M.
/// </summary>
public sealed class PublishedParametersTests
{
    private const string Words = "\"vocabularySize\":30522,\"positions\":512";
    private const string Tokens = "\"vocabularySize\":50257,\"positions\":1024";
    private const string Base = "\"hiddenSize\":768,\"heads\":12,\"intermediateSize\":3072";

    [Theory]
    [InlineData("bert", 109_482_240, "{\"layers\":12," + Base + "," + Words + "}")]
    [InlineData("bert", 335_141_888, "{\"layers\":24,\"hiddenSize\":1024,\"heads\":16,\"intermediateSize\":4096," + Words + "}")]
    [InlineData("bert", 33_360_000, "{\"layers\":12,\"hiddenSize\":384,\"heads\":12,\"intermediateSize\":1536," + Words + "}")]
    [InlineData("bert", 22_713_216, "{\"layers\":6,\"hiddenSize\":384,\"heads\":12,\"intermediateSize\":1536," + Words + "}")]
    [InlineData("bert", 14_350_248, "{\"layers\":4,\"hiddenSize\":312,\"heads\":12,\"intermediateSize\":1200," + Words + "}")]
    [InlineData("bert", 66_955_008, "{\"layers\":6," + Base + "," + Words + "}")]
    [InlineData("bert", 4_385_920, "{\"layers\":2,\"hiddenSize\":128,\"heads\":2,\"intermediateSize\":512," + Words + "}")]
    [InlineData("distilbert", 66_362_880, "{\"layers\":6," + Base + "," + Words + "}")]
    [InlineData("distilbert", 66_955_010, "{\"layers\":6," + Base + "," + Words + ",\"labels\":2}")]
    [InlineData("roberta", 124_645_632, "{\"layers\":12," + Base + ",\"vocabularySize\":50265,\"positions\":514}")]
    [InlineData("roberta", 82_118_400, "{\"layers\":6," + Base + ",\"vocabularySize\":50265,\"positions\":514}")]
    [InlineData(
        "mobilebert",
        24_581_888,
        "{\"layers\":24,\"hiddenSize\":512,\"heads\":4,\"intermediateSize\":512,\"embeddingSize\":128,\"bottleneckSize\":128," + Words
            + "}")]
    [InlineData("gpt2", 124_439_808, "{\"layers\":12,\"hiddenSize\":768,\"heads\":12," + Tokens + "}")]
    [InlineData("gpt2", 81_912_576, "{\"layers\":6,\"hiddenSize\":768,\"heads\":12,\"cache\":true," + Tokens + "}")]
    [InlineData("gpt2", 354_823_168, "{\"layers\":24,\"hiddenSize\":1024,\"heads\":16," + Tokens + "}")]
    [InlineData("gpt2", 774_030_080, "{\"layers\":36,\"hiddenSize\":1280,\"heads\":20," + Tokens + "}")]
    [InlineData("gpt2", 1_557_611_200, "{\"layers\":48,\"hiddenSize\":1600,\"heads\":25," + Tokens + "}")]
    public void A_published_model_has_its_published_number_of_parameters(string architecture, long parameters, string hyperParameters) =>
        Assert.Equal(parameters, ArchitectureCatalog.Build(architecture, JsonDocument.Parse(hyperParameters).RootElement).Parameters);

    [Theory]
    [InlineData(1_543_490_560, 32, 32, "\"hiddenSize\":1280,\"heads\":20,\"intermediateSize\":5120", 128, 51866)]
    [InlineData(756_405_760, 32, 2, "\"hiddenSize\":1280,\"heads\":20,\"intermediateSize\":5120", 128, 51866)]
    [InlineData(808_878_080, 32, 4, "\"hiddenSize\":1280,\"heads\":20,\"intermediateSize\":5120", 128, 51866)]
    [InlineData(37_760_640, 4, 4, "\"hiddenSize\":384,\"heads\":6,\"intermediateSize\":1536", 80, 51865)]
    public void Whisper_has_its_published_number_of_parameters(
        long parameters, int encoder, int decoder, string sizes, int mels, int vocabulary)
    {
        var encoding = $"{{\"layers\":{encoder},{sizes},\"mels\":{mels}}}";
        var decoding = $"{{\"layers\":{decoder},{sizes},\"vocabularySize\":{vocabulary}}}";
        Assert.Equal(
            parameters,
            ArchitectureCatalog.Build("whisper-encoder", JsonDocument.Parse(encoding).RootElement).Parameters
            + ArchitectureCatalog.Build("whisper-decoder", JsonDocument.Parse(decoding).RootElement).Parameters);
    }
}
