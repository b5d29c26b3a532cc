using InferenceCost.Families.Catalog;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Tests.Families.Sources;

public sealed class BuiltGraphSourceTests : IDisposable
{
    private const string Small =
        """{ "layers": 1, "hiddenSize": 8, "heads": 2, "intermediateSize": 16, "vocabularySize": 50, "positions": 16, "labels": 2 }""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Missing_graphs_are_built_once_and_are_what_the_family_says()
    {
        var family = Load(Small);
        var fault = Assert.Throws<InputException>(() => ModelFile.Verify(family, family.Teacher));
        Assert.Equal(("tiny/big: its graph is not built yet", "build it: models build tiny"), (fault.Message, fault.Fix));

        var notes = new List<string>();
        Assert.Equal((1, 0), (Build(family, notes.Add), Build(family, notes.Add)));
        Assert.StartsWith("building tiny/big: ", Assert.Single(notes), StringComparison.Ordinal);
        var record = ModelFile.Verify(family, family.Teacher).Record;
        Assert.Equal(
            ("bert", WeightsKind.Random, BuiltGraphSource.Graph(family.Teacher).Parameters),
            (record.Architecture, record.Weights, record.Parameters));
        Assert.Equal("9.4x", Assert.Single(record.Published).Value);
    }

    [Fact]
    public void Other_hyper_parameters_are_another_file()
    {
        var (one, other) = (Load(Small), Load(Small.Replace("\"layers\": 1", "\"layers\": 2", StringComparison.Ordinal)));
        Assert.NotEqual(one.PathOf(one.Teacher), other.PathOf(other.Teacher));
        Assert.StartsWith(folder.File(BuiltGraphFolder.FolderName), one.PathOf(one.Teacher), StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_it_leaves_nothing_behind()
    {
        var family = Load(Small);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ModelSources.MakePresent(family, _ => { }, stop.Token));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(family.PathOf(family.Teacher))!));
    }

    [Fact]
    public void Cleaning_removes_what_was_built_and_nothing_else()
    {
        var family = Load(Small);
        Build(family);
        Assert.True(BuiltGraphFolder.Clean(folder.Path) > 0);
        Assert.False(Directory.Exists(folder.File(BuiltGraphFolder.FolderName)));
        Assert.Equal(0, BuiltGraphFolder.Clean(folder.Path));
        Assert.NotNull(FamilyFile.Load(folder.File("tiny")));
    }

    [Theory]
    [InlineData("\"heads\": 2", "\"heads\": 3")]
    [InlineData("\"hiddenSize\": 8", "\"hiddenSize\": -8")]
    [InlineData("\"layers\": 1", "\"layer\": 1")]
    public void Impossible_sizes_are_refused_before_anything_is_written(string right, string wrong)
    {
        var family = Load(Small.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Throws<InputException>(() => Build(family));
        Assert.False(Directory.Exists(folder.File(BuiltGraphFolder.FolderName)));
    }

    [Theory]
    [InlineData("\"bert\"", "\"brt\"", "models[0].architecture.name: 'brt' is unknown here")]
    [InlineData("\"random\"", "\"trained\"", "models[0].weights: a graph that is built has random weights")]
    [InlineData("\"fp32\"", "\"fp8\"", "models[0].precision: 'fp8' is unknown here")]
    [InlineData("\"weights\"", "\"file\": \"big.onnx\", \"weights\"", "models[0].file: a model that is built has no file")]
    public void What_cannot_be_built_is_refused_by_its_place(string right, string wrong, string what)
    {
        var fault = Assert.Throws<InputException>(() => Load(Small, text => text.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    private static int Build(FamilyDefinition family, Action<string>? note = null) =>
        ModelSources.MakePresent(family, note ?? (_ => { }), TestContext.Current.CancellationToken);

    private FamilyDefinition Load(string hyperParameters, Func<string, string>? change = null)
    {
        var text = $$"""
            {
              "id": "tiny", "name": "Tiny",
              "task": { "kind": "none", "inputs": [ { "name": "input_ids", "shape": ["N", 8], "type": "int64" },
                { "name": "attention_mask", "shape": ["N", 8], "type": "int64" },
                { "name": "token_type_ids", "shape": ["N", 8], "type": "int64" } ] },
              "models": [ { "id": "big", "name": "Big", "role": "teacher", "precision": "fp32", "weights": "random",
                "architecture": { "name": "bert", "hyperParameters": {{hyperParameters}} },
                "published": [ { "metric": "speed-up", "value": "9.4x", "source": "nowhere" } ] } ]
            }
            """;
        Directory.CreateDirectory(folder.File("tiny"));
        File.WriteAllText(folder.File("tiny", "family.json"), (change ?? (same => same))(text));
        return FamilyFile.Load(folder.File("tiny"));
    }
}
