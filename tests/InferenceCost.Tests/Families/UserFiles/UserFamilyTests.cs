using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Tests.Families.Catalog;

namespace InferenceCost.Tests.Families.UserFiles;

public sealed class UserFamilyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_without_labels_are_measured_and_not_scored()
    {
        var own = UserFamily.Build(TinyOnnx.Write(folder.File("big.onnx"), weights: 64), [TinyOnnx.Write(folder.File("small.onnx"))]);

        Assert.Equal(("own", TaskKind.None), (own.Family.Id, own.Family.Task.Kind));
        Assert.Null(own.Family.Task.Metric);
        Assert.Null(own.Family.Task.Dataset);
        Assert.Equal(["big", "small"], own.Models.Select(model => model.Record.Id));
        Assert.Equal([ModelRole.Teacher, ModelRole.Student], own.Models.Select(model => model.Record.Role));
        Assert.Equal("big", own.Models[1].Record.Teacher);
        Assert.Equal("fp32", own.Models[0].Record.Precision);
        Assert.Equal([Axis.Free("N"), Axis.Fixed(1), Axis.Fixed(8), Axis.Fixed(8)], Assert.Single(own.Family.Task.Inputs).Shape);
        Assert.Empty(own.Notes);
        Assert.All(own.Models, model => Assert.True(Path.IsPathRooted(model.Path)));
    }

    [Fact]
    public void Labels_make_it_a_classification_whose_margin_was_not_declared_beforehand()
    {
        var data = new UserData(folder.Write("x.npz", "x"), 40, "y", folder.Write("y.npz", "y"));

        var own = UserFamily.Build(
            TinyOnnx.Write(folder.File("big.onnx")), [TinyOnnx.Write(folder.File("small.onnx"))], data,
            MarginDefinition.FromCommandLine(0.03));

        var task = own.Family.ToRecord([]).Task;
        Assert.Equal((TaskKind.Classification, "accuracy"), (task.Kind, task.Metric));
        Assert.Equal(new MarginRecord(MarginKind.Absolute, 0.03, "given on the command line", null, "command line"), task.Margin);
        Assert.Equal(
            new DatasetRecord("x", "own", 40, FileHash.Compute(folder.File("x.npz")), FileHash.Compute(folder.File("y.npz"))),
            task.Dataset);
        Assert.Equal((folder.File("x.npz"), folder.File("y.npz")), DatasetFile.Verify(own.Family));
        Assert.Equal("logits", own.Family.Task.Output);
    }

    [Fact]
    public void Inputs_without_labels_are_fed_and_not_scored()
    {
        var data = new UserData(folder.Write("x.npz", "x"), 40);
        var task = UserFamily.Build(TinyOnnx.Write(folder.File("big.onnx")), [], data, MarginDefinition.FromCommandLine(0.03)).Family.Task;
        Assert.Equal((TaskKind.None, 40), (task.Kind, task.Dataset!.Items));
        Assert.Null(task.Margin);
    }

    [Fact]
    public void Files_of_one_name_get_different_ids()
    {
        var first = TinyOnnx.Write(folder.File("big", "model.onnx"));
        var second = TinyOnnx.Write(folder.File("small", "Model.onnx"), weights: 3);

        Assert.Equal(["big-model", "small-model"], UserFamily.Build(first, [second]).Models.Select(model => model.Record.Id));
        Assert.Equal(["big-model", "big-model-2"], UserFamily.Build(first, [first]).Models.Select(model => model.Record.Id));
    }

    [Theory]
    [InlineData("ResNet 50 (v2)", "resnet-50--v2")]
    [InlineData("...", "model")]
    [InlineData("größe", "gr--e")]
    public void Ids_are_made_of_what_ids_may_have(string name, string id) => Assert.Equal(id, UserModels.AsId(name));

    [Fact]
    public void Different_inputs_are_noted_and_not_refused()
    {
        var own = UserFamily.Build(
            TinyOnnx.Write(folder.File("big.onnx")),
            [TinyOnnx.Write(folder.File("same.onnx"), shape: "batch,1,8,8"), TinyOnnx.Write(
                folder.File("other.onnx"), input: "pixels", output: "scores")]);

        var note = Assert.Single(own.Notes);
        Assert.Contains("'big' takes input float32[?,1,8,8], 'other' takes pixels float32[?,1,8,8]", note);
        Assert.Equal(["input", "pixels"], own.Family.Task.Inputs.Select(input => input.Name));
        // Exporters name outputs as they like: each model's own is found.
        Assert.Equal("logits", own.Family.Task.Output);
        Assert.Equal([null, null, "scores"], own.Family.Models.Select(model => model.Output));
    }

    [Fact]
    public void Bad_files_are_refused()
    {
        var good = TinyOnnx.Write(folder.File("big.onnx"));
        Assert.Contains("none.onnx", Assert.Throws<InputException>(() => UserFamily.Build(good, [folder.File("none.onnx")])).Message);
        Assert.Contains(
            "text.onnx", Assert.Throws<InputException>(() => UserFamily.Build(folder.Write("text.onnx", "hello\n"), [good])).Message);
        Assert.Contains(
            "none.npz", Assert.Throws<InputException>(() => UserFamily.Build(good, [], new UserData(folder.File("none.npz"), 1))).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_margin_that_makes_no_sense_is_refused(double margin) =>
        Assert.Throws<InputException>(() => MarginDefinition.FromCommandLine(margin));
}
