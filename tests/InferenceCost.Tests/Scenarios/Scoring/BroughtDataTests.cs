using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Onnx.Schema;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;
using static InferenceCost.Tests.Scenarios.Scoring.BroughtModels;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>Data in the forms that people have them, each held to answers that were computed beside the models.</summary>
public sealed class BroughtDataTests : IDisposable
{
    private const int Items = 30;
    private const int Features = 4;
    private const int Classes = 3;

    private static readonly float[] X = Normal(Items * Features, 1);
    private static readonly float[] Half = Normal(Items * 2, 5);
    private static readonly float[] Own = Normal(Features * Classes, 2);
    private static readonly float[] Other = Normal(2 * Classes, 3);

    private readonly BroughtModels brought = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        brought.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_student_with_another_input_is_fed_data_of_its_own()
    {
        var request = TwoInputs(Half);
        var scored = brought.Score(request);
        Assert.Equal(Product(X, Own, Features).Select(Best), scored[0].Predictions.Predicted);
        Assert.Equal(Product(Half, Other, 2).Select(Best), scored[1].Predictions.Predicted);
        var found = RunSelection.Find(request, cancellation: TestContext.Current.CancellationToken);
        var models = Assert.Single(found.Records).Models;
        Assert.Equal((null, null), (models[0].InputsFile, models[0].InputsSha256));
        Assert.Equal(
            (folder.File("half.npz"), FileHash.Compute(folder.File("half.npz"))), (models[1].InputsFile, models[1].InputsSha256));
        Assert.Contains(found.Notes, note => note.StartsWith("'student' is fed data of its own", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_of_a_models_own_with_fewer_items_are_refused()
    {
        var thrown = Assert.Throws<InputException>(() => brought.Score(TwoInputs(Half[..^2])));
        Assert.Contains("has 29 items, and 30 are declared", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("give student the same items", thrown.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void The_columns_of_a_table_are_the_features_of_the_only_input()
    {
        var truth = Product(X, Own, Features);
        var data = Table("x.csv", ["a", "b", "c", "d", "truth"],
            item => [.. Row(item), truth[item].Index().MaxBy(pair => pair.Item).Index.ToString(CultureInfo.InvariantCulture)]);
        var model = Linear(Own, "features");
        var request = brought.Request(model, Linear(Own, "x"), inputs: null) with
        {
            InputsFile = data,
            LabelsFile = $"{data}:truth",
            Margin = 0.02,
        };
        Assert.All(brought.Score(request), scored =>
        {
            Assert.Equal(truth.Select(Best), scored.Predictions.Predicted);
            Assert.Equal(truth.Select(Best), scored.Predictions.Labels!);
        });
        var thrown = Assert.Throws<InputException>(() => brought.Score(request with { LabelsFile = null }));
        Assert.Contains("has 5 columns beside the labels, and 'teacher' takes 4 numbers an item", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_go_to_the_inputs_of_their_names_texts_too()
    {
        string[] colours = ["red", "green", "blue"];
        var graph = new GraphBuilder("columns")
            .Input("colour", TensorElementType.String, "N", 1).Input("size", TensorElementType.Float, "N", 1)
            .Output("y", TensorElementType.Float, "N", 3)
            .Floats("W", [2, 3], 1, -1, 0.5f, -2, 1, 0.1f)
            .Node("LabelEncoder", ["colour"], ["code"])
            .Node("Concat", ["code", "size"], ["row"], GraphBuilder.Whole("axis", 1)).Node("MatMul", ["row", "W"], ["y"]);
        var encoder = graph.Model.Graph.Node[0];
        encoder.Domain = "ai.onnx.ml";
        graph.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = encoder.Domain, Version = 3 });
        encoder.Attribute.Add(new AttributeProto
        {
            Name = "keys_strings",
            Type = AttributeProto.Types.AttributeType.Strings,
            Strings = { colours.Select(Google.Protobuf.ByteString.CopyFromUtf8) },
        });
        encoder.Attribute.Add(new AttributeProto
        {
            Name = "values_floats",
            Type = AttributeProto.Types.AttributeType.Floats,
            Floats = { 1, 2, 3 },
        });
        var data = Table("x.csv", ["size", "colour"], item => [Number(X[item]), colours[item % 3]]);
        var truth = Product(
            [.. Enumerable.Range(0, Items).SelectMany(item => new[] { 1f + (item % 3), X[item] })], [1, -1, 0.5f, -2, 1, 0.1f], 2);
        var scored = brought.Score(brought.Request(graph.Model, graph.Model, inputs: null) with { InputsFile = data });
        Assert.Equal(truth.Select(Best), scored[0].Predictions.Predicted);
        Assert.Equal(3, truth.Select(Best).Distinct().Count());
    }

    [Fact]
    public void An_array_without_a_name_is_fed_to_the_only_input()
    {
        var path = folder.File("x.npz");
        NpzArchive.Write(path, [BroughtModels.Array("x", TensorElementType.Float, [Items, Features], X)]);
        System.IO.Compression.ZipFile.ExtractToDirectory(path, folder.Path);
        var request = brought.Request(Linear(Own, "x"), Linear(Own, "input"), inputs: null) with { InputsFile = folder.File("x.npy") };
        Assert.All(brought.Score(request), scored => Assert.Equal(Product(X, Own, Features).Select(Best), scored.Predictions.Predicted));
    }

    private RunRequest TwoInputs(float[] half)
    {
        NpzArchive.Write(folder.File("half.npz"), [BroughtModels.Array("z", TensorElementType.Float, [half.Length / 2, 2], half)]);
        var inputs = BroughtModels.Array("x", TensorElementType.Float, [Items, Features], X);
        return brought.Request(Linear(Own, "x"), Linear(Other, "z", features: 2), inputs) with
        {
            InputsOfModels = [$"student={folder.File("half.npz")}"],
        };
    }

    private string Table(string name, string[] columns, Func<int, string[]> row) => folder.Write(
        name,
        string.Join('\n', Enumerable.Range(0, Items).Select(item => string.Join(',', row(item))).Prepend(string.Join(',', columns))));

    private static string[] Row(int item) => [.. X[(item * Features)..((item + 1) * Features)].Select(Number)];

    private static string Number(float value) => value.ToString(CultureInfo.InvariantCulture);

    private static ModelProto Linear(float[] weights, string input, int features = Features) => new GraphBuilder("linear")
        .Input(input, TensorElementType.Float, "N", features).Output("y", TensorElementType.Float, "N", weights.Length / features)
        .Floats("W", [features, weights.Length / features], weights).Node("MatMul", [input, "W"], ["y"]).Model;
}
