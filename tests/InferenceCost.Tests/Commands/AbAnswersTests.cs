using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf;
using InferenceCost.Comparison;
using InferenceCost.Gate;
using InferenceCost.Gate.Answers;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Tests.Onnx;

namespace InferenceCost.Tests.Commands;

/// <summary>Whether both sides of the gate answer alike, and a gate that is killed and gone on with, as a person starts it.</summary>
public sealed class AbAnswersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Other_weights_are_other_answers_and_end_with_6()
    {
        var (code, text, error) = await Gate("out", "--head-model", Model("head.onnx", 1.2f));
        Assert.True(code == 6, error);
        Assert.Contains("**Different answers**", text, StringComparison.Ordinal);
        Assert.Contains("of base.onnx and head.onnx to 256 made-up items: output logits: up to", text, StringComparison.Ordinal);
        var record = Read("out");
        var answers = record.Subjects[0].Answers!;
        Assert.Equal((AnswersVerdict.Different, 256, InputsKind.Synthetic), (answers.Verdict, answers.Items, answers.Inputs));
        Assert.InRange(answers.Outputs[0].Share!.Value, 0.15, 0.25);

        (code, text, error) = await Gate("allowed", "--head-model", folder.File("head.onnx"), "--allow-changed-answers");
        Assert.True(code is 0 or 1 or 4, error);
        Assert.Contains("**Different answers**", text, StringComparison.Ordinal);
        Assert.Contains("Accepted with `--allow-changed-answers`", text, StringComparison.Ordinal);

        (code, text, error) = await Gate("tolerated", "--head-model", folder.File("head.onnx"), "--tolerance", "0.5");
        Assert.True(code is 0 or 1 or 4, error);
        Assert.Contains("Same answers of base.onnx and head.onnx to 256 made-up items: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_rounding_could_do_is_no_difference()
    {
        var (code, text, error) = await Gate("out", "--head-model", Model("head.onnx", 1 + 1e-5f));
        Assert.True(code is 0 or 1 or 4, error);
        Assert.Contains("head.onnx to 256 made-up items: the largest difference is 0.00", text, StringComparison.Ordinal);
        Assert.InRange(Read("out").Subjects[0].Answers!.Outputs[0].Share!.Value, 1e-7, 5e-5);
    }

    [Fact]
    public async Task With_labels_the_scores_of_both_are_told_by_the_pairs_of_their_answers()
    {
        var family = Path.Combine(InferenceCost.Families.Catalog.ModelsFolder.Find(null), "fashion-mnist");
        var (code, text, error) = await BuiltProgram.Run(
            folder.Path, "ab", "--self", "--models", Path.GetDirectoryName(family)!, "--model", "plain-24k", "--profile", "quick",
            "--output", "out");
        Assert.True(code is 0 or 1 or 4, error);
        var answers = Read("out").Subjects[0].Answers!;
        Assert.Equal((AnswersVerdict.Same, InputsKind.Task, 0.0), (answers.Verdict, answers.Inputs, answers.Outputs[0].Share));
        Assert.True(answers.Items >= 256);
        Assert.Equal((QualityVerdict.Same, answers.Items, 0, 0), (
            answers.Quality!.Verdict, answers.Quality.Items, answers.Quality.OnlyOldRight, answers.Quality.OnlyNewRight));
        Assert.InRange(answers.Quality.Old, 0.8, 0.95);
        Assert.Contains("no value differs. Accuracy on these items: base ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_was_killed_goes_on_with_the_same_files_alone()
    {
        var head = Model("head.onnx", 1);
        string[] arguments = ["ab", "--base-model", Model("base.onnx", 1), "--head-model", head, "--profile", "quick", "--output", "out"];
        var kept = await KilledAfter(2, arguments);
        var (code, _, error) = await WarmProgram.Run(folder.Path, [.. arguments]);
        Assert.Equal(2, code);
        Assert.Contains("--resume", error, StringComparison.Ordinal);

        Model("head.onnx", 1.5f);
        (code, _, error) = await WarmProgram.Run(folder.Path, "ab", "--resume", "out");
        Assert.True(code == 2, error);
        Assert.Contains("model head is not the one that run began with", error, StringComparison.Ordinal);
        (code, _, error) = await WarmProgram.Run(folder.Path, "ab", "--resume", "out", "--profile", "thorough");
        Assert.True(code == 2, error);
        Assert.Contains("--profile beside --resume", error, StringComparison.Ordinal);

        Model("head.onnx", 1);
        (code, var text, error) = await BuiltProgram.Run(folder.Path, "ab", "--resume", "out");
        Assert.True(code is 0 or 1 or 4, error);
        Assert.Contains("Same answers of base.onnx and head.onnx to 256 made-up items: ", text, StringComparison.Ordinal);
        var record = Read("out");
        Assert.Equal((RunStatus.Complete, kept.Start.Run.Id), (record.Status, record.Run.Id));
        Assert.Equal(6, record.Subjects[0].Launches.Count);
        Assert.All(kept.Launches.Index(), launch => Assert.Equal(launch.Item.Base, record.Subjects[0].Launches[launch.Index].Base));
        Assert.Equal(
            ["ab.json", "ab.md"],
            Directory.EnumerateFileSystemEntries(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private async Task<(GateStart Start, IReadOnlyList<GateLaunch> Launches)> KilledAfter(int launches, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.Path, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "InferenceCost.Benchmarks.dll")))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var path = Path.Combine(folder.File("out"), Journal.FileName);
        while (!process.HasExited && (!File.Exists(path) || Read().Count(entry => entry.Launch is not null) < launches))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var entries = Read();
        return (entries[0].Gate!, [.. entries.Select(entry => entry.Launch?.Launch).OfType<GateLaunch>()]);

        IReadOnlyList<GateEntry> Read() => Journal.Read<GateEntry>(folder.File("out"), RunJson.OneLine);
    }

    private Task<(int Code, string Output, string Error)> Gate(string output, params string[] arguments) => BuiltProgram.Run(
        folder.Path, ["ab", "--base-model", Model("base.onnx", 1), "--profile", "quick", "--output", output, .. arguments]);

    private GateRecord Read(string output)
    {
        using var stream = File.OpenRead(Path.Combine(folder.File(output), GateRecord.FileName));
        return JsonSerializer.Deserialize<GateRecord>(stream, RunJson.Indented)!;
    }

    /// <summary>The teacher of the tiny pair, the weights of its last layer times a factor.</summary>
    private string Model(string name, float factor)
    {
        var model = TinyModels.Teacher();
        foreach (var tensor in model.Graph.Initializer.Where(tensor => tensor.Name is "W3" or "b3"))
        {
            Scale(tensor, factor);
        }

        return model.Save(folder.File(name));
    }

    private static void Scale(TensorProto tensor, float factor)
    {
        var values = MemoryMarshal.Cast<byte, float>(tensor.RawData.ToByteArray()).ToArray();
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.Select(value => value * factor).ToArray().AsSpan()));
    }
}
