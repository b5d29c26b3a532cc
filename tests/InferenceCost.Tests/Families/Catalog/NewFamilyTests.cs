using InferenceCost.Families.Catalog;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Tests.Families.Catalog;

public sealed class NewFamilyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_written_file_loads_and_its_models_verify()
    {
        var data = new UserData(folder.Write("in/x.npz", "x"), 40, "y", folder.Write("in/y.npz", "y"));
        var big = TinyOnnx.Write(folder.File("in", "big.onnx"), weights: 64);
        var small = TinyOnnx.Write(folder.File("in", "small.onnx"));

        var made = NewFamily.Create(folder.File("My Digits"), big, [small], data);

        var family = FamilyFile.Load(folder.File("My Digits"));
        Assert.Equal(folder.File("My Digits", "family.json"), made.File);
        Assert.Equal(("my-digits", "My Digits", TaskKind.Classification), (family.Id, family.Name, family.Task.Kind));
        Assert.True(FamilyOverview.Describe(family).IsSound);
        Assert.Equal(["big.onnx", "small.onnx"], family.Models.Select(model => model.File));
        Assert.Equal(
            ("data/inputs.npz", "data/labels.npz", 40),
            (family.Task.Dataset!.File, family.Task.Dataset.LabelsFile, family.Task.Dataset.Items));
        Assert.StartsWith("FILL IN", family.Task.Margin!.Reason);
        Assert.Null(family.Task.Margin.DeclaredUtc);
        Assert.Contains(made.Notes, note => note.Contains("task.margin"));
        Assert.True(File.Exists(big));
    }

    [Fact]
    public void Without_labels_the_task_is_not_scored()
    {
        var made = NewFamily.Create(
            folder.File("digits"), TinyOnnx.Write(folder.File("in", "big.onnx")), [TinyOnnx.Write(folder.File("in", "small.onnx"))]);
        Assert.Equal(TaskKind.None, made.Family.Task.Kind);
        Assert.Null(made.Family.Task.Margin);
        Assert.True(FamilyOverview.Describe(made.Family).IsSound);
    }

    [Fact]
    public void External_data_of_one_name_stays_apart()
    {
        var big = TinyOnnx.Write(folder.File("in", "big", "model.onnx"), weights: 64, external: "weights.data");
        var small = TinyOnnx.Write(folder.File("in", "small", "model.onnx"), weights: 3, external: "weights.data");

        var made = NewFamily.Create(folder.File("digits"), big, [small]);

        Assert.Equal(["big-model/big-model.onnx", "small-model/small-model.onnx"], made.Family.Models.Select(model => model.File));
        Assert.True(FamilyOverview.Describe(made.Family).IsSound);
        Assert.Equal(12, new FileInfo(folder.File("digits", "small-model", "weights.data")).Length);
    }

    [Fact]
    public void Files_that_lie_in_the_folder_already_are_not_copied()
    {
        var big = TinyOnnx.Write(folder.File("digits", "onnx", "big.onnx"));

        var made = NewFamily.Create(folder.File("digits"), big);

        Assert.Equal("onnx/big.onnx", Assert.Single(made.Family.Models).File);
        Assert.Equal(
            ["family.json", "onnx"],
            Directory.EnumerateFileSystemEntries(folder.File("digits")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_files_a_form_is_written_that_loads()
    {
        var made = NewFamily.Create(folder.File("own"));

        Assert.Equal("own-family", made.Family.Id);
        Assert.Equal([ModelRole.Teacher, ModelRole.Student], made.Family.Models.Select(model => model.Role));
        Assert.Contains("does not exist", FamilyOverview.Describe(made.Family).Models[0].Fault!.Message);
    }

    [Fact]
    public void A_family_that_is_there_is_not_overwritten()
    {
        var there = folder.Write("digits/family.json", "mine");

        var error = Assert.Throws<InputException>(() => NewFamily.Create(folder.File("digits"), TinyOnnx.Write(folder.File("big.onnx"))));

        Assert.Contains("is already there", error.Message);
        Assert.Equal("mine", File.ReadAllText(there));
        Assert.Single(Directory.GetFiles(folder.File("digits")));
    }

    [Fact]
    public void A_file_in_the_way_is_found_before_anything_is_copied()
    {
        var there = folder.Write("digits/small.onnx", "mine");
        var big = TinyOnnx.Write(folder.File("big.onnx"));
        var small = TinyOnnx.Write(folder.File("small.onnx"));

        Assert.Contains(
            "small.onnx is already there",
            Assert.Throws<InputException>(() => NewFamily.Create(folder.File("digits"), big, [small])).Message);

        Assert.Equal("mine", File.ReadAllText(there));
        Assert.Single(Directory.GetFiles(folder.File("digits")));
    }

    [Fact]
    public void An_unsound_file_leaves_no_folder_behind()
    {
        Assert.Throws<InputException>(() => NewFamily.Create(folder.File("digits"), folder.Write("big.onnx", "hello\n")));
        Assert.False(Directory.Exists(folder.File("digits")));
    }

    [Fact]
    public void Students_without_a_teacher_are_refused() => Assert.Contains(
        "no teacher",
        Assert.Throws<InputException>(() => NewFamily.Create(folder.File("digits"), null, ["small.onnx"])).Message);
}
