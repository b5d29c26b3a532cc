using System.Text.Json;
using InferenceCost.Architectures;
using InferenceCost.Foundation;

namespace InferenceCost.Tests.Architectures;

public sealed class ArchitectureCatalogTests
{
    private const string Small = "\"layers\":1,\"hiddenSize\":12,\"heads\":3,\"intermediateSize\":8,\"vocabularySize\":9,\"positions\":6";

    [Fact]
    public void An_unknown_architecture_is_refused_with_those_there_are()
    {
        var refused = Refused("brt", "{}");
        Assert.Equal("The architecture 'brt' is unknown.", refused.Message);
        Assert.Contains("bert, ", refused.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"layers\":1,\"hiddenSize\":12,\"heads\":5}", "Architecture 'bert': heads: 5 heads do not divide the width 12.")]
    [InlineData("{\"layers\":-1}", "Architecture 'bert': hiddenSize: is missing.")]
    [InlineData("{\"hiddenSize\":12,\"layers\":-1}", "Architecture 'bert': layers: is -1.")]
    [InlineData("{\"hiddenSize\":12,\"layers\":1000000}", "Architecture 'bert': layers: is 1000000.")]
    [InlineData("{\"hiddenSize\":0}", "Architecture 'bert': hiddenSize: is 0.")]
    [InlineData("{\"hiddenSize\":1.5}", "Architecture 'bert': hiddenSize: is 1.5.")]
    [InlineData("{\"hiddenSize\":\"12\"}", "Architecture 'bert': hiddenSize: is \"12\".")]
    [InlineData("{\"hiddenSize\":99999999999}", "Architecture 'bert': hiddenSize: is 99999999999.")]
    [InlineData("{" + Small + ",\"layer\":1}", "Architecture 'bert': layer: is unknown.")]
    [InlineData("{" + Small + ",\"labels\":-2}", "Architecture 'bert': labels: is -2.")]
    [InlineData("{" + Small + ",\"pooler\":0}", "Architecture 'bert': pooler: is 0.")]
    [InlineData(
        "{" + Small + ",\"pooler\":false,\"labels\":2}",
        "Architecture 'bert': pooler: is false, but the classification head works on the pooler's output.")]
    [InlineData("{" + Small + ",\"initializerRange\":0}", "Architecture 'bert': initializerRange: is 0.")]
    [InlineData("{" + Small + ",\"initializerRange\":true}", "Architecture 'bert': initializerRange: is true.")]
    [InlineData("[]", "Architecture 'bert': the hyper-parameters are not a JSON object.")]
    public void Hyper_parameters_that_make_no_sense_are_refused(string hyperParameters, string message) =>
        Assert.Equal(message, Refused("bert", hyperParameters).Message);

    [Fact]
    public void Every_hyper_parameter_that_is_known_is_listed_for_an_unknown_one() => Assert.Equal(
        "This architecture has: heads, hiddenSize, initializerRange, intermediateSize, labels, layers, pooler, "
        + "positions, tokenTypes, vocabularySize.", Refused("bert", "{" + Small + ",\"layer\":1}").Fix);

    [Fact]
    public void A_tied_head_is_stored_once()
    {
        const string Sizes = "{\"layers\":1,\"hiddenSize\":12,\"heads\":3,\"vocabularySize\":99,\"positions\":6}";
        var weights = ArchitectureCatalog.Build("gpt2", JsonDocument.Parse(Sizes).RootElement).Weights;
        Assert.Equal("transformer.wte.weight", Assert.Single(weights, weight => weight.Shape.Contains(99)).Name);
    }

    [Fact]
    public void Weights_have_the_names_of_the_published_checkpoint()
    {
        var names = ArchitectureCatalog.Build("bert", JsonDocument.Parse("{" + Small + "}").RootElement).Weights
            .Select(weight => weight.Name);
        Assert.Contains("bert.encoder.layer.0.attention.self.query.weight", names);
        Assert.Contains("bert.embeddings.word_embeddings.weight", names);
    }

    [Fact]
    public void Every_architecture_has_a_small_configuration_with_an_independent_answer() => Assert.Equal(
        ArchitectureCatalog.Names,
        GoldenCase.Names.Select(name => { using var golden = new GoldenCase(name); return golden.Architecture; }).Distinct()
            .Order(StringComparer.Ordinal));

    private static InputException Refused(string architecture, string hyperParameters) =>
        Assert.Throws<InputException>(() => ArchitectureCatalog.Build(architecture, JsonDocument.Parse(hyperParameters).RootElement));
}
