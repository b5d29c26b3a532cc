using InferenceCost.Families.Catalog;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Tests.Families.Catalog;

namespace InferenceCost.Tests.Families.Checking;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_sound_model_gives_its_record_and_inventory()
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx"), weights: 64));

        var verified = ModelFile.Verify(family, family.Teacher);

        Assert.Equal(folder.File("big.onnx"), verified.Path);
        Assert.Equal(
            (64L, 256L, new FileInfo(verified.Path).Length),
            (verified.Record.Parameters, verified.Record.InitializerBytes, verified.Record.FileBytes));
        Assert.Equal(
            ("big", "Big", ModelRole.Teacher, "fp32"),
            (verified.Record.Id, verified.Record.Name, verified.Record.Role, verified.Record.Precision));
        Assert.Equal(FileHash.Compute(verified.Path), verified.Record.Sha256);
        Assert.Equal(family.Teacher.Temperature, verified.Record.Temperature);
        Assert.Null(verified.Record.MacsPerItem);
        Assert.Equal("input", Assert.Single(verified.Inventory.Signature.Inputs).Name);
    }

    [Fact]
    public void External_data_counts_to_the_size()
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx"), weights: 64, external: "big.data"));
        var record = ModelFile.Verify(family, family.Teacher).Record;
        Assert.Equal(new FileInfo(folder.File("big.onnx")).Length + 256, record.FileBytes);
    }

    [Fact]
    public void The_record_of_the_family_puts_the_teacher_first()
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx")));
        var teacher = ModelFile.Verify(family, family.Teacher).Record;

        var record = family.ToRecord([teacher with { Id = "small", Role = ModelRole.Student }, teacher]);

        Assert.Equal(["big", "small"], record.Models.Select(model => model.Id));
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        var family = Load(big: null);
        var error = Assert.Throws<InputException>(() => ModelFile.Verify(family, family.Teacher));
        Assert.Equal($"digits/big: {folder.File("big.onnx")} does not exist", error.Message);
    }

    [Fact]
    public void Another_file_than_the_declared_one_is_refused_with_both_hashes()
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx")));
        var declared = family.Teacher.Sha256!;
        TinyOnnx.Write(folder.File("big.onnx"), weights: 9);
        var actual = FileHash.Compute(folder.File("big.onnx"));

        var error = Assert.Throws<InputException>(() => ModelFile.Verify(family, family.Teacher));

        Assert.Contains($"SHA-256 {actual[..12]}... where {declared[..12]}... was declared", error.Message);
        Assert.Contains(actual, error.Fix);
    }

    [Fact]
    public void A_hash_in_capitals_is_the_same_hash()
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx")));
        var shouted = family.Teacher with { Sha256 = family.Teacher.Sha256!.ToUpperInvariant() };
        Assert.Equal(family.Teacher.Sha256, ModelFile.Verify(family, shouted).Record.Sha256);
    }

    [Fact]
    public void What_is_not_ONNX_is_refused()
    {
        var family = Load(big: folder.Write("big.onnx", "<html>not found</html>"));
        Assert.Contains("big.onnx", Assert.Throws<InputException>(() => ModelFile.Verify(family, family.Teacher)).Message);
    }

    [Fact]
    public void Missing_external_data_is_refused()
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx"), external: "big.data"));
        File.Delete(folder.File("big.data"));
        Assert.Contains("big.data", Assert.Throws<InputException>(() => ModelFile.Verify(family, family.Teacher)).Message);
    }

    [Theory]
    [InlineData("mask", "logits", "N,1,8,8", "digits/big: the model has the input 'mask' (float32[N,1,8,8]), which the task does not feed")]
    [InlineData("input", "logits", "N,1,9,8", "digits/big: the input 'input' takes float32[N,1,9,8], the task feeds float32[N,1,8,8]")]
    [InlineData("input", "logits", "N,64", "digits/big: the input 'input' takes float32[N,64], the task feeds float32[N,1,8,8]")]
    [InlineData("input", "scores", "N,1,8,8", "digits/big: the model has no output 'logits', which the task scores")]
    public void A_model_that_the_task_does_not_fit_is_refused(string input, string output, string shape, string what)
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx"), input, output, shape));
        Assert.Equal(what, Assert.Throws<InputException>(() => ModelFile.Verify(family, family.Teacher)).Message);
    }

    [Theory]
    [InlineData("1,1,8,8")]
    [InlineData("batch,1,height,width")]
    public void A_free_axis_takes_any_size(string shape)
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx"), shape: shape));
        Assert.Equal("big", ModelFile.Verify(family, family.Teacher).Record.Id);
    }

    [Fact]
    public void An_overview_lists_faults_instead_of_throwing()
    {
        var family = Load(big: TinyOnnx.Write(folder.File("big.onnx")));

        var overview = FamilyOverview.Describe(family);

        Assert.False(overview.IsSound);
        Assert.Null(overview.Models[0].Fault);
        Assert.NotNull(overview.Models[0].Inventory);
        Assert.Contains("small.onnx does not exist", overview.Models[1].Fault!.Message);
        Assert.Contains("data of digits", overview.DataFault!.Message);
    }

    [Fact]
    public void A_file_without_a_family_has_an_overview_too()
    {
        var overview = ModelOverview.OfFile(TinyOnnx.Write(folder.File("Some Model.onnx"), weights: 5));
        Assert.Equal(("some-model", 5L), (overview.Definition.Id, overview.Record!.Parameters));
        Assert.Throws<InputException>(() => ModelOverview.OfFile(folder.File("none.onnx")));
    }

    [Fact]
    public void Data_files_must_be_the_declared_ones()
    {
        var data = folder.Write("data/test.npz", "data");
        var labels = folder.Write("data/labels.npz", "labels");
        var family = Load(big: null);
        family = family with { Task = family.Task with { Dataset = family.Task.Dataset! with { Sha256 = FileHash.Compute(data) } } };
        var separate = family.Task.Dataset! with { LabelsFile = "data/labels.npz", LabelsSha256 = FileHash.Compute(labels) };

        Assert.Equal((data, data), DatasetFile.Verify(family));
        Assert.Equal((data, labels), DatasetFile.Verify(family with { Task = family.Task with { Dataset = separate } }));
        Assert.Null(DatasetFile.Verify(family with { Task = family.Task with { Dataset = null } }));
        File.AppendAllText(labels, "more");
        var error = Assert.Throws<InputException>(() => DatasetFile.Verify(family with { Task = family.Task with { Dataset = separate } }));
        Assert.Contains("labels of digits", error.Message);
    }

    private FamilyDefinition Load(string? big)
    {
        var hash = big is null ? new string('0', 64) : FileHash.Compute(big);
        return FamilyFile.Load(folder.Write("family.json", FamilyText.With("models/0/sha256", $"\"{hash}\"")));
    }
}
