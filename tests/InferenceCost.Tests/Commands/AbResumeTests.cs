using System.Diagnostics;
using System.Text.Json;
using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Tests.Gate.Answers;

namespace InferenceCost.Tests.Commands;

/// <summary>A gate that is killed and gone on with, as a person starts it.</summary>
public sealed class AbResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_gate_that_was_killed_goes_on_with_the_same_files_alone_and_other_answers_end_with_6()
    {
        var head = Model("head.onnx", 1.2f);
        string[] arguments = ["ab", "--base-model", Model("base.onnx", 1), "--head-model", head, "--profile", "quick", "--output", "out"];
        var kept = await KilledAfter(1, arguments);
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

        Model("head.onnx", 1.2f);
        // Launches take seconds; all but one of those that were left were made in the meantime, so to say.
        var (_, entries) = GateJournal.Read(folder.File("out"));
        var first = entries.Select(entry => entry.Launch).OfType<FinishedLaunch>().First();
        using (var journal = GateJournal.Continue(folder.File("out"), entries))
        {
            for (var number = journal.Launches; number < 5; number++)
            {
                journal.Add(first with { Number = number });
            }
        }

        (code, var text, error) = await BuiltProgram.Run(folder.Path, "ab", "--resume", "out");
        Assert.True(code == 6, error);
        Assert.Contains("**Different answers**", text, StringComparison.Ordinal);
        Assert.Contains("of base.onnx and head.onnx to 256 made-up items: output logits: up to", text, StringComparison.Ordinal);
        var record = Read("out");
        Assert.Equal((RunStatus.Complete, kept.Start.Run.Id), (record.Status, record.Run.Id));
        var launches = record.Subjects[0].Launches;
        Assert.Equal((6, 2), (launches.Count, launches.Select(launch => launch.Base[0]).Distinct().Count()));
        Assert.All(kept.Launches.Index(), launch => Assert.Equal(launch.Item.Base, launches[launch.Index].Base));
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

    private GateRecord Read(string output)
    {
        using var stream = File.OpenRead(Path.Combine(folder.File(output), GateRecord.FileName));
        return JsonSerializer.Deserialize<GateRecord>(stream, RunJson.Indented)!;
    }

    private string Model(string name, float factor) => ScaledTeacher.Save(folder.File(name), factor);
}
