using System.Globalization;
using System.Text.Json;
using InferenceCost.Comparison;
using InferenceCost.Gate;
using InferenceCost.Records;

namespace InferenceCost.Tests.Commands;

/// <summary>
/// What the gate finds and what it makes up, end to end, after confirmation: the tables of docs/regressions.md. It takes three hours, and
/// what it measures is this machine under the load that it has meanwhile.
/// </summary>
public sealed class AbStudy(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Two hundred verdicts beside a busy process, of five models on time and memory.</summary>
    [Fact(Explicit = true)]
    public async Task Equal_builds_are_the_same_beside_a_busy_process()
    {
        using var busy = new BusyThread();
        var changes = (await Repeat(20, "--self", "--family", "fashion-mnist", "--profile", "quick"))
            .SelectMany(record => record.Changes()).ToList();
        var verdicts = Count(changes);
        output.WriteLine($"{changes.Count(change => change.Change is { Low: <= 1, High: >= 1 })} of {changes.Count} intervals hold 1");
        Assert.Equal(200, changes.Count);
        Assert.True(verdicts[ChangeVerdict.Slower] + verdicts[ChangeVerdict.Faster] <= 2);
        Assert.True(verdicts[ChangeVerdict.Same] >= 0.8 * changes.Count);
    }

    [Fact(Explicit = true)]
    public async Task Ten_percent_are_found_in_default_runs_beside_a_busy_process()
    {
        using var busy = new BusyThread();
        Found(19, await Repeat(4, "--self", "--family", "fashion-mnist", "--plant-time", "0.1"), Metric.Latency.Id);
    }

    [Fact(Explicit = true)]
    public async Task Twenty_percent_are_found_in_default_runs() =>
        Found(18, await Repeat(20, "--self", "--model", "plain-95k", "--plant-time", "0.2"), Metric.Latency.Id);

    [Fact(Explicit = true)]
    public async Task Ten_percent_are_found_in_thorough_runs() =>
        Found(15, await Repeat(20, "--self", "--model", "plain-95k", "--plant-time", "0.1", "--profile", "thorough"), Metric.Latency.Id);

    [Fact(Explicit = true)]
    public async Task Ten_percent_of_memory_are_always_found() =>
        Found(10, await Repeat(10, "--self", "--model", "plain-95k", "--plant-memory", "0.1"), Metric.PeakMemory.Id);

    [Fact(Explicit = true)]
    public async Task Three_percent_show_inside_one_launch()
    {
        var file = Path.Combine(InferenceCost.Families.Catalog.ModelsFolder.Find(null), "fashion-mnist", "plain-95k.onnx");
        var records = await Repeat(10, "--base-model", file, "--head-model", file, "--plant-time", "0.03", "--profile", "thorough");
        var shown = records.Select(record => record.Changes().First(change => change.Metric == Metric.Latency.Id).Change!.Value)
            .Count(change => change.Low > 1 && Math.Abs(change.Estimate - 1.03) <= 0.015);
        output.WriteLine($"shown in {shown} of {records.Count}");
        Assert.True(shown >= 9);
    }

    private void Found(int atLeast, List<GateRecord> records, string metric)
    {
        var verdicts = Count(records.SelectMany(record => record.Changes()).Where(change => change.Metric == metric));
        Assert.True(verdicts[ChangeVerdict.Slower] >= atLeast);
    }

    private Dictionary<ChangeVerdict, int> Count(IEnumerable<CostChange> changes)
    {
        var counts = Enum.GetValues<ChangeVerdict>().ToDictionary(verdict => verdict, _ => 0);
        foreach (var change in changes)
        {
            counts[change.Verdict]++;
        }

        output.WriteLine(string.Join(", ", counts.Where(count => count.Value > 0).Select(count => $"{count.Value} {count.Key}")));
        return counts;
    }

    private async Task<List<GateRecord>> Repeat(int times, params string[] arguments)
    {
        var records = new List<GateRecord>();
        for (var time = 0; time < times; time++)
        {
            var (code, text, error) = await BuiltProgram.Run(
                folder.Path,
                [
                    "ab", "--models", InferenceCost.Families.Catalog.ModelsFolder.Find(null), "--output", folder.File($"{time}"),
                    "--format", "json", .. arguments,
                ]);
            Assert.True(code is 0 or 1 or 4, error);
            var record = JsonSerializer.Deserialize<GateRecord>(text, RunJson.Indented)!;
            records.Add(record);
            foreach (var change in record.Subjects.SelectMany(subject => subject.Cases))
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{time} {record.Run.DurationSeconds:0} s "
                    + $"{Line(change.Change)}{(change.First is null ? "" : $"; first {Line(change.First)}")}"));
            }
        }

        return records;
    }

    /// <summary>Keeps one core busy for as long as it lives: another program on the machine.</summary>
    private sealed class BusyThread : IDisposable
    {
        private volatile bool isOver;

        public BusyThread() => new Thread(() =>
        {
            while (!isOver)
            {
                Thread.SpinWait(1_000_000);
            }
        }) { IsBackground = true }.Start();

        public void Dispose() => isOver = true;
    }

    private static string Line(CostChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Id}: {change.Verdict} {change.Change?.Estimate:0.0000} ({change.Change?.Low:0.0000} to {change.Change?.High:0.0000}), "
        + $"sees {100 * change.MinimumDetectable:0.0} %, canary {change.Canary:0.000}");
}
