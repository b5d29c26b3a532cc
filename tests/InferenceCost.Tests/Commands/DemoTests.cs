using System.Text.Json;
using InferenceCost.Records;
using InferenceCost.Reporting.Pages;
using InferenceCost.Tests.Comparison;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Commands;

/// <summary>Every command from end to end on demonstrations.</summary>
public sealed class DemoTests : IDisposable
{
    private const string First = $"> {Demonstration.Sentence}";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_its_reports_a_comparison_and_a_history_say_first_that_nothing_was_measured()
    {
        var (code, text, error) = await Run("one");
        Assert.True(code == 0, error);
        Assert.Equal(Demonstration.Sentence, text.Split('\n')[0]);
        Assert.Contains($"report: {folder.File("one", "report.md")}", text, StringComparison.Ordinal);
        Assert.Contains("plan: ", error, StringComparison.Ordinal);

        var (_, page, _) = await Program("report", "one");
        var stored = await File.ReadAllTextAsync(folder.File("one", "report.md"), TestContext.Current.CancellationToken);
        Assert.Equal((First, page), (FirstLine(page), stored));
        Assert.True((await Json("report", "one", "--format", "json")).GetProperty("demo").GetBoolean());
        Assert.StartsWith("Id,Metric,", (await Program("report", "one", "--format", "csv")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await Run("two")).Code);
        var (compared, comparison, _) = await Program("compare", "one", "two", "--fail-on", "slower,claim,invalid");
        Assert.Equal((0, First), (compared, FirstLine(comparison)));
        Assert.Contains("0 slower", comparison, StringComparison.Ordinal);
        Assert.True((await Json("compare", "one", "two", "--format", "json")).GetProperty("demo").GetBoolean());

        Assert.StartsWith("added ", (await Program("history", "add", "one")).Output, StringComparison.Ordinal);
        Assert.StartsWith("added ", (await Program("history", "add", "two")).Output, StringComparison.Ordinal);
        Assert.Equal(First, FirstLine((await Program("history", "show")).Output));
        Assert.Equal(First, FirstLine((await Program("history", "show", "--case", "latency/own/student/cpu/b1/t1")).Output));
    }

    [Fact]
    public async Task Beside_measured_runs_it_is_refused()
    {
        Assert.Equal(0, (await Run("made-up")).Code);
        RunStore.Write(folder.File("measured"), TwoRuns.Run());
        await AssertRefused("compare", "made-up", "measured");
        await AssertRefused("compare", "measured", "made-up");
        Assert.Equal(0, (await Program("history", "add", "measured", "--history", "kept")).Code);
        await AssertRefused("history", "add", "made-up", "--history", "kept");
        Assert.Equal(0, (await Program("history", "add", "made-up", "--history", "tried")).Code);
        await AssertRefused("history", "add", "measured", "--history", "tried");
        RunStore.Write(folder.File("tried", "copied"), TwoRuns.Run());
        await AssertRefused("history", "show", "--history", "tried");
    }

    [Fact]
    public async Task A_claim_that_is_not_shown_fails_where_that_is_asked_for()
    {
        // Nothing is scored without inputs: the claim cannot hold.
        var (code, json, _) = await Run("out", "--fail-on", "claim,invalid", "--format", "json");
        Assert.Equal(5, code);
        var claim = Assert.Single(JsonDocument.Parse(json).RootElement.GetProperty("claims").EnumerateArray());
        Assert.Equal("quality not measured", claim.GetProperty("verdict").GetString());
        Assert.Equal(0, (await Run("again", "--fail-on", "invalid")).Code);
    }

    [Fact]
    public async Task A_plan_says_so_too()
    {
        var (code, text, _) = await Run("out", "--dry-run");
        Assert.Equal((0, Demonstration.Sentence), (code, FirstLine(text)));
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public async Task A_gate_finds_what_was_planted_and_nothing_else()
    {
        string[] gate = ["ab", "--demo", "--base-model", Teacher(), "--head-model", Teacher(), "--profile", "quick"];
        var (code, text, error) = await Program([.. gate, "--output", "same"]);
        Assert.True(code == 0, error);
        Assert.Equal(First, FirstLine(text));
        Assert.Contains("0 slower, 2 same", text, StringComparison.Ordinal);
        Assert.Contains("**not compared**: no model is asked in a demonstration", text, StringComparison.Ordinal);

        (code, var json, error) = await Program([.. gate, "--plant-time", "0.2", "--output", "planted", "--format", "json"]);
        Assert.True(code == 1, error);
        var record = JsonDocument.Parse(json).RootElement;
        Assert.True(record.GetProperty("demo").GetBoolean());
        var cases = record.GetProperty("subjects")[0].GetProperty("cases").EnumerateArray()
            .Select(item => item.GetProperty("change")).ToList();
        Assert.Equal(["slower", "same"], cases.Select(change => change.GetProperty("verdict").GetString()));
        Assert.InRange(cases[0].GetProperty("change").GetProperty("estimate").GetDouble(), 1.19, 1.21);
    }

    private async Task AssertRefused(params string[] arguments)
    {
        var (code, text, error) = await Program(arguments);
        Assert.Equal((2, ""), (code, text));
        Assert.Equal(2, error.TrimEnd().Split('\n').Length);
        Assert.Contains("is a demonstration, whose figures are made up", error, StringComparison.Ordinal);
    }

    private static string FirstLine(string text) => text.Split('\n')[0];

    private async Task<JsonElement> Json(params string[] arguments)
    {
        using var document = JsonDocument.Parse((await Program(arguments)).Output);
        return document.RootElement.Clone();
    }

    private string Teacher() => TinyModels.Teacher().Save(folder.File("teacher.onnx"));

    private Task<(int Code, string Output, string Error)> Run(string output, params string[] more) => Program(
    [
        "run", "--demo", "--teacher", Teacher(), "--student", TinyModels.Student().Save(folder.File("student.onnx")), "--profile", "quick",
        "--output", folder.File(output), .. more,
    ]);

    private Task<(int Code, string Output, string Error)> Program(params string[] arguments) => WarmProgram.Run(folder.Path, arguments);
}
