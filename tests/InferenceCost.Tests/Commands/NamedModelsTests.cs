using System.Text.Json;

namespace InferenceCost.Tests.Commands;

/// <summary>
/// What commands make of the name of a family or of a model. Two families of graphs that are built: <c>gpt</c>, whose teacher has the
/// family's own name, and <c>bert</c>; both have a model <c>distil</c>.
/// </summary>
public sealed class NamedModelsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NamedModelsTests()
    {
        folder.Write("models/gpt/family.json", Family("gpt", "gpt"));
        folder.Write("models/bert/family.json", Family("bert", "base"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_family_that_is_not_built_is_shown_as_data_with_every_model_and_why_there_is_no_more()
    {
        var shown = await Json("models", "show", "gpt");
        Assert.Equal(["gpt", "distil"], shown.EnumerateArray().Select(model => model.GetProperty("id").GetString()));
        Assert.All(shown.EnumerateArray(), model => Assert.Equal(
            ("its graph is not built yet", "build it: models build gpt"),
            (model.GetProperty("unavailable").GetString(), model.GetProperty("fix").GetString())));
    }

    [Fact]
    public async Task A_family_and_a_model_of_it_are_built_shown_and_verified_by_their_names()
    {
        var (code, text, _) = await Program("models", "build", "gpt/distil");
        Assert.Equal((0, "built 1 of 1 graphs; the others were there\n"), (code, text));
        var family = await Json("models", "show", "gpt");
        Assert.Equal([false, true], family.EnumerateArray().Select(model => model.TryGetProperty("parameters", out _)));
        Assert.Equal("distil", (await Json("models", "show", "gpt/distil")).GetProperty("id").GetString());
        Assert.Equal(
            "gpt/distil", Assert.Single((await Json("models", "verify", "gpt/distil")).EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("gpt", Assert.Single((await Json("models", "verify", "gpt")).EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal((0, "built 1 of 2 graphs; the others were there\n"), await CodeAndText("models", "build", "gpt"));
        Assert.Equal("gpt", (await Json("models", "show", "gpt/gpt")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Graphs_that_are_not_built_are_listed_as_such_and_a_run_that_names_no_family_builds_none()
    {
        var (_, list, _) = await Program("models", "list");
        Assert.Equal(4, list.Split(" (random weights, not built yet)\n").Length - 1);
        var (_, show, _) = await Program("models", "show", "gpt");
        Assert.EndsWith("  distil                       not built yet: models build gpt\n", show, StringComparison.Ordinal);
        var (code, _, error) = await Program("run", "--dry-run");
        Assert.Equal(2, code);
        Assert.Contains("holds only families whose graphs are built", error, StringComparison.Ordinal);
        Assert.Contains("name one with --family; they need disk and minutes", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models", "show", "NAME")]
    [InlineData("models", "verify", "NAME")]
    [InlineData("models", "build", "NAME")]
    [InlineData("models", "randomize", "NAME", "--output", "copy.onnx")]
    [InlineData("run", "--dry-run", "--model", "NAME")]
    [InlineData("run", "--dry-run", "--family", "NAME")]
    [InlineData("ab", "--self", "--family", "gpt", "--model", "NAME")]
    public async Task A_name_that_is_unknown_or_of_two_models_ends_in_a_reason_and_never_in_nothing(params string[] arguments)
    {
        string[] names = arguments[0] == "ab" ? ["nowhere", "gpt/nowhere"] : ["distil", "nowhere", "gpt/nowhere", "nowhere/gpt"];
        foreach (var name in names)
        {
            var (code, text, error) = await Program([.. arguments.Select(word => word == "NAME" ? name : word), "--format", "json"]);
            Assert.True((code, text) == (2, ""), $"{name}: exit code {code}, printed '{text}': {error}");
            Assert.Contains(name.Split('/')[^1] == "gpt" ? "nowhere" : name.Split('/')[^1], error, StringComparison.Ordinal);
        }
    }

    private async Task<(int Code, string Text)> CodeAndText(params string[] arguments)
    {
        var (code, text, _) = await Program(arguments);
        return (code, text);
    }

    private async Task<JsonElement> Json(params string[] arguments)
    {
        var (code, text, error) = await Program([.. arguments, "--format", "json"]);
        Assert.True(code == 0, error);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private Task<(int Code, string Output, string Error)> Program(params string[] arguments) =>
        WarmProgram.Run(folder.Path, [.. arguments, "--models", folder.File("models")]);

    internal static string Family(string id, string teacher)
    {
        string Model(string model, string role, int layers) => $$"""
            { "id": "{{model}}", "name": "{{model}}", {{role}}, "precision": "fp32", "weights": "random",
              "architecture": { "name": "bert", "hyperParameters": { "layers": {{layers}}, "hiddenSize": 8, "heads": 2,
                "intermediateSize": 16, "vocabularySize": 50, "positions": 16, "labels": 2 } } }
            """;
        return $$"""
            { "id": "{{id}}", "name": "{{id}}",
              "task": { "kind": "none", "inputs": [ { "name": "input_ids", "shape": ["N", 8], "type": "int64" },
                { "name": "attention_mask", "shape": ["N", 8], "type": "int64" },
                { "name": "token_type_ids", "shape": ["N", 8], "type": "int64" } ] },
              "models": [ {{Model(teacher, "\"role\": \"teacher\"", 2)}},
                {{Model("distil", $"\"role\": \"student\", \"distilled\": true, \"teacher\": \"{teacher}\"", 1)}} ] }
            """;
    }
}
