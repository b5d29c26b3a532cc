using System.Text.Json.Nodes;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using InferenceCost.Tests.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Running;

/// <summary>A run that was begun and interrupted, and what has to be the same for it to go on.</summary>
public sealed class ResumedRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ResumedRunTests()
    {
        TinyModels.Teacher().Save(folder.File("teacher.onnx"));
        TinyModels.Student().Save(folder.File("student.onnx"));
        WriteInputs(1);
        WriteLabels(1);
        var request = new RunRequest
        {
            TeacherFile = folder.File("teacher.onnx"), StudentFiles = [folder.File("student.onnx")], InputsFile = folder.File("inputs.npz"),
            LabelsFile = folder.File("labels.npz"), Providers = ["cpu"], WorkingFolder = folder.Path,
        };
        OpenRun.Start(request, Run, ["run"], TimeProvider.System, cancellation: TestContext.Current.CancellationToken).Dispose();
    }

    private string Run => folder.File("run");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_goes_on_where_everything_is_the_same()
    {
        using var session = OpenRun.Resume(Run, TimeProvider.System, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["teacher", "student"], session.Assemble(RunStatus.Interrupted).Families[0].Models.Select(model => model.Id));
    }

    [Fact]
    public void Another_machine_is_refused()
    {
        ChangeStart(start => start["fingerprint"] = "0123456789ab");
        AssertRefused("that run began on another machine or runtime");
    }

    [Fact]
    public void Another_native_library_is_refused()
    {
        ChangeStart(start => start["native"]!["sha256"] = new string('0', 64));
        AssertRefused("that run began with another native library of ONNX Runtime, or of a plugin");
    }

    [Fact]
    public void Another_plugin_is_refused()
    {
        ChangeStart(
            start => start["native"]!["plugins"] = new JsonArray(
                new JsonObject { ["provider"] = "p", ["file"] = "p.so", ["sha256"] = "00" }));
        AssertRefused("that run began with another native library of ONNX Runtime, or of a plugin");
    }

    [Fact]
    public void Other_libraries_of_operators_are_refused()
    {
        ChangeStart(start => start["native"]!["customOperators"] = new JsonArray(
            new JsonObject { ["file"] = "ops.so", ["sha256"] = "00" }));
        AssertRefused("that run began with other libraries of operators");
    }

    [Fact]
    public void Other_data_of_a_models_own_are_refused()
    {
        ChangeStart(start => start["families"]![0]!["models"]![1]!["inputsSha256"] = "00");
        AssertRefused("the data of own are not those that run began with");
    }

    [Fact]
    public void A_journal_of_a_version_that_did_not_record_the_library_goes_on()
    {
        ChangeStart(start => start.Remove("native"));
        OpenRun.Resume(Run, TimeProvider.System, cancellation: TestContext.Current.CancellationToken).Dispose();
    }

    [Fact]
    public void Other_inputs_are_refused()
    {
        WriteInputs(2);
        AssertRefused("the data of own are not those that run began with");
    }

    [Fact]
    public void Other_labels_are_refused()
    {
        WriteLabels(2);
        AssertRefused("the data of own are not those that run began with");
    }

    [Theory]
    [InlineData("teacher")]
    [InlineData("student")]
    public void Another_model_is_refused(string model)
    {
        TinyModels.Mlp([16, 12, 10], seed: 3).Save(folder.File($"{model}.onnx"));
        AssertRefused($"model {model} is not the one that run began with");
    }

    [Fact]
    public void A_model_that_was_added_is_refused()
    {
        ChangeStart(start => start["families"]![0]!["models"]!.AsArray().RemoveAt(1));
        AssertRefused("model student was added after that run began");
    }

    [Fact]
    public void A_model_that_was_removed_is_refused()
    {
        ChangeStart(start => AddCopy(start["families"]![0]!["models"]!.AsArray(), "another"));
        AssertRefused("model another was removed after that run began");
    }

    [Fact]
    public void A_family_that_was_added_is_refused()
    {
        ChangeStart(start => start["families"]!.AsArray().Clear());
        AssertRefused("family own was added after that run began");
    }

    [Fact]
    public void A_family_that_was_removed_is_refused()
    {
        ChangeStart(start => AddCopy(start["families"]!.AsArray(), "other"));
        AssertRefused("family other was removed after that run began");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("request")]
    [InlineData("fingerprint")]
    [InlineData("families")]
    public void A_journal_whose_first_line_lacks_a_part_is_refused(string part)
    {
        ChangeStart(start => start.Remove(part));
        AssertDamaged(1);
    }

    [Theory]
    [InlineData("""{"plan":{}}""")]
    [InlineData("""{"plan":{"steps":[],"budgetSeconds":240}}""")]
    [InlineData("""{"step":{}}""")]
    [InlineData("""{"step":{"result":{"message":"of no kind"}}}""")]
    [InlineData("""{"step":{"step":STEP,"seconds":1}}""")]
    [InlineData("""{"step":{"step":STEP,"seconds":1,"result":{"kind":"probe"}}}""")]
    [InlineData("""{"step":{"step":STEP,"seconds":1,"result":{"kind":"failed","code":"hung"}}}""")]
    public void A_journal_with_a_line_that_lacks_a_part_is_refused(string line)
    {
        const string Step = """{"kind":"probe","family":"own","provider":"cpu","models":["teacher"],"batch":32}""";
        File.AppendAllText(Path.Combine(Run, Journal.FileName), line.Replace("STEP", Step, StringComparison.Ordinal) + "\n");
        AssertDamaged(2);
    }

    private void AssertDamaged(int line)
    {
        var error = Assert.Throws<InputException>(
            () => OpenRun.Resume(Run, TimeProvider.System, cancellation: TestContext.Current.CancellationToken).Dispose());
        Assert.Equal($"{Path.Combine(Run, Journal.FileName)}: line {line} is damaged", error.Message);
    }

    private void AssertRefused(string reason)
    {
        var before = File.ReadAllText(Path.Combine(Run, Journal.FileName));
        var error = Assert.Throws<InputException>(
            () => OpenRun.Resume(Run, TimeProvider.System, cancellation: TestContext.Current.CancellationToken).Dispose());
        Assert.Equal($"{Run}: {reason}", error.Message);
        Assert.NotEmpty(error.Fix);
        Assert.Equal(before, File.ReadAllText(Path.Combine(Run, Journal.FileName)));
    }

    private void ChangeStart(Action<JsonObject> change)
    {
        var journal = Path.Combine(Run, Journal.FileName);
        var line = JsonNode.Parse(File.ReadAllText(journal))!;
        change(line["start"]!.AsObject());
        File.WriteAllText(journal, line.ToJsonString() + "\n");
    }

    private static void AddCopy(JsonArray items, string id)
    {
        var copy = items[^1]!.DeepClone();
        copy["id"] = id;
        items.Add(copy);
    }

    private void WriteInputs(byte first)
    {
        var values = new byte[4 * 16 * sizeof(float)];
        values[3] = first;
        NpzArchive.Write(folder.File("inputs.npz"), [new NpyArray("input", TensorElementType.Float, [4, 16], values)]);
    }

    private void WriteLabels(byte first) =>
        NpzArchive.Write(folder.File("labels.npz"), [new NpyArray("label", TensorElementType.UInt8, [4], [first, 1, 2, 3])]);
}
