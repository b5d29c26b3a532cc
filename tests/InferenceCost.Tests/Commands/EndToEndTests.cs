using System.Text.Json;
using InferenceCost.Records;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Commands;

/// <summary>The program itself, started as a person starts it, on models of a few kilobytes.</summary>
public sealed class EndToEndTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_files_are_measured_and_reported()
    {
        var output = folder.File("out");
        var (code, text, _) = await Program(
            "run", "--teacher", Teacher(), "--student", Student(), "--profile", "quick", "--budget", "30s", "--output", output);

        Assert.Equal(0, code);
        Assert.Contains("report:", text, StringComparison.Ordinal);
        var run = RunStore.Read(output);
        Assert.Equal(RunStatus.Complete, run.Status);
        Assert.All(run.Cases, item => Assert.True(item.Valid, item.Id));
        Assert.Equal(0, run.Cases.Where(item => item.Metric == Metric.Latency.Id).Max(item => item.AllocatedBytesPerOp));
        var latency = run.Ratios.First(ratio => ratio.Metric == Metric.Latency.Id);
        Assert.Equal((6, true), (latency.Launches.Count, latency.Low <= latency.Estimate && latency.Estimate <= latency.High));
        Assert.Equal(ClaimVerdict.QualityNotMeasured, Assert.Single(run.Claims).Verdict);
        Assert.Equal(
            [(16 * 256) + (256 * 256) + (256 * 10), (16 * 24) + (24 * 10)], run.Families[0].Models.Select(model => model.MacsPerItem));

        var (again, markdown, _) = await Program("report", output);
        Assert.Equal(
            (0, await File.ReadAllTextAsync(Path.Combine(output, "report.md"), TestContext.Current.CancellationToken)), (again, markdown));
    }

    [Fact]
    public async Task A_plan_that_was_only_looked_at_leaves_nothing_behind_and_harms_nothing()
    {
        var output = folder.File("mine");
        Directory.CreateDirectory(output);
        await File.WriteAllTextAsync(Path.Combine(output, "keep.txt"), "keep", TestContext.Current.CancellationToken);
        var (code, text, _) = await WarmProgram.Run(
            folder.Path, "run", "--teacher", Teacher(), "--student", Student(), "--demo", "--dry-run", "--output", output);
        Assert.Equal(0, code);
        Assert.Contains("in all, of a budget of", text, StringComparison.Ordinal);
        Assert.Equal(["keep.txt"], Directory.EnumerateFileSystemEntries(output).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_look_at_what_a_stopped_run_has_left_keeps_what_it_measured()
    {
        var output = folder.File("out");
        await WarmProgram.Run(
            folder.Path, "run", "--demo", "--teacher", Teacher(), "--student", Student(), "--profile", "quick", "--output", output);
        File.Delete(Path.Combine(output, RunStore.FileName));
        var journal = Path.Combine(output, Journal.FileName);
        var lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            journal, string.Concat(lines[..(lines.Length / 2)].Select(line => line + "\n")), TestContext.Current.CancellationToken);
        var before = await File.ReadAllTextAsync(journal, TestContext.Current.CancellationToken);

        var (looked, _, _) = await WarmProgram.Run(folder.Path, "run", "--resume", output, "--dry-run");
        Assert.Equal((0, before), (looked, await File.ReadAllTextAsync(journal, TestContext.Current.CancellationToken)));
        var (resumed, _, error) = await WarmProgram.Run(folder.Path, "run", "--resume", output);
        Assert.True(resumed == 0, error);
        var run = RunStore.Read(output);
        Assert.Equal((RunStatus.Complete, true), (run.Status, run.Demo));
    }

    [Fact]
    public async Task A_file_is_shown_with_what_a_call_of_it_costs()
    {
        var (code, text, error) = await Program("models", "show", Teacher(), "--dim", "N=2");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("multiply-accumulates: 144,384 at input 2x16", text, StringComparison.Ordinal);
        var (again, json, _) = await Program("models", "show", Teacher(), "--format", "json");
        using var sheet = JsonDocument.Parse(json);
        Assert.Equal(
            (0, 72_192),
            (again, sheet.RootElement.GetProperty("cost").GetProperty("macs").GetProperty("byOperator").GetProperty("Gemm").GetInt64()));
        Assert.Equal(72_714, sheet.RootElement.GetProperty("inventory").GetProperty("parameters").GetInt64());
    }

    public static TheoryData<string, string[]> BadCommandLines => new()
    {
        { "missing file", ["run", "--teacher", "T", "--student", "nowhere.onnx"] },
        { "text for a model", ["run", "--teacher", "T", "--student", "TEXT"] },
        { "absent provider", ["run", "--teacher", "T", "--student", "S", "--provider", "abacus"] },
        { "no batch", ["run", "--teacher", "T", "--student", "S", "--batch", "1,x"] },
        { "no duration", ["run", "--teacher", "T", "--student", "S", "--budget", ""] },
        { "no such option", ["run", "--teacher", "T", "--nonsense"] },
        { "teacher without student", ["run", "--teacher", "T"] },
        { "unknown family", ["run", "--family", "nowhere"] },
        { "output is a file", ["run", "--teacher", "T", "--student", "S", "--output", "TEXT"] },
        { "no run there", ["report", "nowhere"] },
        { "not a run", ["report", "TEXT"] },
        { "nothing to resume", ["run", "--resume", "nowhere"] },
        { "a demonstration beside a resumed run", ["run", "--resume", "nowhere", "--demo"] },
        { "another budget beside a resumed run", ["run", "--resume", "nowhere", "--budget", "5s"] },
        { "an empty path", ["run", "--teacher", "T", "--student", ""] },
        { "an empty folder", ["run", "--teacher", "T", "--student", "S", "--output", ""] },
        { "no such command", ["walk"] },
        { "no families there", ["models", "list", "--models", "."] },
        { "no such model", ["models", "show", "nowhere"] },
        { "shown at a dimension that it does not have", ["models", "show", "T", "--dim", "nothing=3"] },
        { "shown at a shape that it cannot have", ["models", "show", "T", "--shape", "input=1x17"] },
    };

    [Theory]
    [MemberData(nameof(BadCommandLines))]
    public Task Bad_input_ends_in_one_clear_line_and_a_fix(string what, string[] arguments) =>
        AssertRefused(what, arguments, WarmProgram.Run);

    [Theory]
    [InlineData("unknown operator", "run", "--teacher", "T", "--student", "UNKNOWN")]
    [InlineData("opset from the future", "run", "--teacher", "T", "--student", "FUTURE")]
    [InlineData("unknown dimension", "run", "--teacher", "T", "--student", "S", "--dim", "nothing=3")]
    public Task What_a_probe_finds_ends_in_one_clear_line_and_a_fix(string what, params string[] arguments) =>
        AssertRefused(what, arguments, BuiltProgram.Run);

    private async Task AssertRefused(
        string what, string[] arguments, Func<string, string[], Task<(int Code, string Output, string Error)>> program)
    {
        var text = folder.File("text.onnx");
        await File.WriteAllTextAsync(text, "hello", TestContext.Current.CancellationToken);
        var given = arguments.Select(argument => argument switch
        {
            "T" => Teacher(),
            "S" => Student(),
            "TEXT" => text,
            "UNKNOWN" => TinyModels.UnknownOperator().Save(folder.File("unknown.onnx")),
            "FUTURE" => TinyModels.FutureOpset().Save(folder.File("future.onnx")),
            _ => argument,
        });
        var (code, output, error) = await program(folder.Path, [.. given]);
        Assert.True(code == 2, $"{what}: exit code {code}: {error}");
        Assert.Empty(output);
        Assert.Single(error.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Single(error.Split('\n'), line => line.StartsWith("  fix: ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "results", "runs"))
            && Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "results", "runs")).Any());
    }

    private string Teacher() => TinyModels.Teacher().Save(folder.File("teacher.onnx"));

    private string Student() => TinyModels.Student().Save(folder.File("student.onnx"));

    private Task<(int Code, string Output, string Error)> Program(params string[] arguments) => BuiltProgram.Run(folder.Path, arguments);
}
