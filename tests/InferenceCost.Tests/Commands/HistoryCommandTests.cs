using System.Text.Json;
using InferenceCost.Records;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Commands;

/// <summary><c>history</c>, once started as a person starts it.</summary>
public sealed class HistoryCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Processes_that_add_at_once_lose_nothing_and_the_trend_is_shown()
    {
        for (var run = 0; run < 4; run++)
        {
            RunStore.Write(folder.File($"run{run}"), Run(student: 2e5 + (1000 * run), id: $"2026080{1 + run}T101500Z-1a2b"));
        }

        // Three runs at once, and one of them twice.
        var added = await Task.WhenAll(new[] { 0, 1, 2, 2 }.Select(run => BuiltProgram.Run(folder.Path, "history", "add", $"run{run}")));
        Assert.All(added, item => Assert.Equal((0, ""), (item.Code, item.Error)));
        var (code, text, _) = await History("show");
        Assert.Equal(0, code);
        Assert.Contains("3 runs, 2026-08-01 10:15 UTC to 2026-08-03 10:15 UTC.", text, StringComparison.Ordinal);

        Assert.StartsWith("added ", (await History("add", "run3", "--history", "history")).Output, StringComparison.Ordinal);
        Assert.StartsWith("already there: ", (await History("add", "run3")).Output, StringComparison.Ordinal);
        folder.Write("history/c3f1a09b77de/2026/broken.json", "{");
        var (_, json, _) = await History("show", "--case", "latency/toys/student/cpu/b1/t1", "--format", "json");
        var root = JsonDocument.Parse(json).RootElement;
        Assert.InRange(Assert.Single(root.GetProperty("trends").EnumerateArray()).GetProperty("reference").GetDouble(), 201_000, 201_200);
        Assert.Equal(json, (await History("show", "--case", "latency student batch 1,", "--format", "json")).Output);
        Assert.Contains(
            "broken.json", Assert.Single(root.GetProperty("unreadable").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no history", "show")]
    [InlineData("no run", "add", "nowhere")]
    [InlineData("no such case", "show", "--case", "nothing", "--history", "some")]
    [InlineData("two cases of these words", "show", "--case", "latency of", "--history", "some")]
    [InlineData("nothing readable", "show", "--history", "broken")]
    public async Task Bad_input_ends_in_one_clear_line_and_a_fix(string what, params string[] arguments)
    {
        RunStore.Write(folder.File("some", "c3f1a09b77de", "2026"), Run());
        folder.Write("broken/run.json", "{");
        var (code, output, error) = await History(arguments);
        Assert.True(code == 2, $"{what}: exit code {code}: {error}");
        Assert.Empty(output);
        Assert.Equal(2, error.TrimEnd().Split('\n').Length);
    }

    private Task<(int Code, string Output, string Error)> History(params string[] arguments) =>
        WarmProgram.Run(folder.Path, ["history", .. arguments]);
}
