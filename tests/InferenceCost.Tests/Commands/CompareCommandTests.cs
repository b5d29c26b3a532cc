using System.Text.Json;
using InferenceCost.Records;
using InferenceCost.Tests.Comparison;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Commands;

/// <summary><c>compare</c>, once started as a person starts it.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CompareCommandTests()
    {
        RunStore.Write(folder.File("old"), Run());
        RunStore.Write(folder.File("slower"), Run(student: 2.4e5, id: "20260802T101500Z-1a2b"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_advises_and_fails_only_where_it_is_asked_to()
    {
        var (code, text, error) = await BuiltProgram.Run(folder.Path, "compare", "old", "slower");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("OLD is 20260801T101500Z-1a2b of ", text, StringComparison.Ordinal);
        Assert.Contains("**2 slower**", text, StringComparison.Ordinal);
        Assert.Equal(
            text + "\n", await File.ReadAllTextAsync(folder.File(BuiltProgram.StepSummary), TestContext.Current.CancellationToken));
        Assert.Equal((1, text), await Without(Compare("old", "slower/run.json", "--fail-on", "invalid,slower")));
        Assert.Equal(0, (await Compare("slower", "old", "--fail-on", "slower")).Code);
    }

    [Fact]
    public async Task Json_and_both_files_hold_the_same()
    {
        var (code, json, _) = await Compare("old", "slower", "--format", "json", "--output", "out");
        Assert.Equal(0, code);
        Assert.Equal(json, await File.ReadAllTextAsync(folder.File("out", "compare.json"), TestContext.Current.CancellationToken));
        Assert.Contains(
            "**2 slower**",
            await File.ReadAllTextAsync(folder.File("out", "compare.md"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(folder.File("out")).Length);
        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal("inference-cost-compare/1", root.GetProperty("schema").GetString());
        Assert.Equal(2, root.GetProperty("counts").GetProperty("slower").GetInt32());
        var change = root.GetProperty("cases").EnumerateArray()
            .First(item => item.GetProperty("id").GetString() == "latency/toys/student/cpu/b1/t1");
        Assert.Equal(
            ("slower", 1.2),
            (change.GetProperty("verdict").GetString(), Math.Round(change.GetProperty("change").GetProperty("estimate").GetDouble(), 6)));
    }

    [Fact]
    public async Task A_gate_that_could_tell_nothing_has_codes_of_its_own()
    {
        RunStore.Write(folder.File("elsewhere"), Run() with { Fingerprint = "000000000000" });
        Assert.Equal(3, (await Compare("old", "elsewhere", "--fail-on", "slower")).Code);
        Assert.Equal(0, (await Compare("old", "elsewhere", "--across-machines", "--fail-on", "slower")).Code);
        RunStore.Write(folder.File("calm"), Run() with
        {
            Ratios = [],
            Cases = [.. Run().Cases.Take(1).Select(item => item with { Canary = [.. Enumerable.Repeat(1e6, 10)] })],
        });
        RunStore.Write(folder.File("busy"), Run() with
        {
            Ratios = [],
            Cases = [.. Run().Cases.Take(1).Select(item => item with { Canary = [.. Enumerable.Repeat(2e6, 10)] })],
        });
        Assert.Equal(4, (await Compare("calm", "busy", "--fail-on", "slower")).Code);
    }

    [Fact]
    public async Task Claims_and_cases_that_failed_can_be_asked_for()
    {
        RunStore.Write(folder.File("failed"), Run().WithCase("latency/toys/teacher/cpu/b1/t1", item => item with { Valid = false }) with
        {
            Claims = [Run().Claims[0] with { Verdict = ClaimVerdict.DoesNotHold }],
        });
        Assert.Equal(5, (await Compare("old", "failed", "--fail-on", "claim")).Code);
        Assert.Equal(5, (await Compare("old", "failed", "--fail-on", "invalid")).Code);
        Assert.Equal(0, (await Compare("failed", "old", "--fail-on", "claim,invalid")).Code);
    }

    [Theory]
    [InlineData("no second run", "old")]
    [InlineData("missing", "old", "nowhere")]
    [InlineData("empty", "old", "empty.json")]
    [InlineData("damaged", "damaged.json", "old")]
    [InlineData("newer", "old", "newer.json")]
    [InlineData("unknown word", "old", "slower", "--fail-on", "slow")]
    [InlineData("output is a file", "old", "slower", "--output", "newer.json")]
    public async Task Bad_input_ends_in_one_clear_line_and_a_fix(string what, params string[] arguments)
    {
        folder.Write("empty.json", "");
        folder.Write("damaged.json", """{"schema":"inference-cost/1","cases":[""");
        folder.Write("newer.json", """{"schema":"inference-cost/2"}""");
        var (code, output, error) = await Compare(arguments);
        Assert.True(code == 2, $"{what}: exit code {code}: {error}");
        Assert.Empty(output);
        Assert.Equal(2, error.TrimEnd().Split('\n').Length);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains("\n  fix: ", error, StringComparison.Ordinal);
        Assert.Equal(
            """{"schema":"inference-cost/2"}""",
            await File.ReadAllTextAsync(folder.File("newer.json"), TestContext.Current.CancellationToken));
    }

    private static async Task<(int Code, string Output)> Without(Task<(int Code, string Output, string Error)> comparing)
    {
        var (code, output, _) = await comparing;
        return (code, output);
    }

    private Task<(int Code, string Output, string Error)> Compare(params string[] arguments) =>
        WarmProgram.Run(folder.Path, ["compare", .. arguments]);
}
