using InferenceCost.Comparison;
using InferenceCost.Comparison.History;
using InferenceCost.Foundation;
using InferenceCost.Records;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Comparison.History;

public sealed class HistoryFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_has_a_file_of_its_own_by_machine_and_year()
    {
        var (path, isNew) = HistoryFolder.Add(folder.Path, Run());
        Assert.Equal((folder.File("c3f1a09b77de", "2026", "20260801T101500Z-1a2b.json"), true), (path, isNew));
        Assert.Equal((path, false), HistoryFolder.Add(folder.Path, Run()));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_is_kept_compares_as_the_run_itself_does()
    {
        var (old, @new) = (Run(), Run(teacher: 1.1e6, student: 2.4e5, rate: 4800, memory: 95e6, id: "20260802T101500Z-1a2c"));
        var kept = StoredRun.Read(HistoryFolder.Add(folder.Path, old).Path);
        var (expected, actual) = (Compare(old, @new), RunComparer.Compare(kept, new StoredRun(@new)));
        foreach (var (one, other) in expected.Cases.Concat(expected.Ratios).Zip(actual.Cases.Concat(actual.Ratios)))
        {
            Assert.Equal((one.Id, one.Verdict), (other.Id, other.Verdict));
            // Samples are stored with seven digits.
            Assert.Equal(one.Change!.Value.Estimate, other.Change!.Value.Estimate, 5);
            Assert.Equal(one.Change.Value.Low!.Value, other.Change.Value.Low!.Value, 5);
        }

        Assert.Empty(actual.OnlyOld);
        Assert.Empty(actual.OnlyNew);
    }

    [Fact]
    public void What_was_kept_and_is_added_again_stays_as_it_is()
    {
        var first = HistoryFolder.Add(folder.Path, Run()).Path;
        Assert.Equal((first, false), HistoryFolder.Add(folder.Path, RunStore.Read(first)));
    }

    [Fact]
    public async Task Many_who_add_at_once_lose_nothing()
    {
        var runs = Enumerable.Range(0, 24).Select(index => Run(id: $"20260801T1015{index:00}Z-aaaa")).ToList();
        // Each run twice, from as many threads as there are.
        var added = await Task.WhenAll(
            runs.Concat(runs).Select(run => Task.Run(() => HistoryFolder.Add(folder.Path, run), TestContext.Current.CancellationToken)));
        Assert.Equal(24, added.Count(item => item.IsNew));
        var history = HistoryFolder.Read(folder.Path);
        Assert.Equal(runs.Select(run => run.Run.Id), history.Runs.Select(run => run.Run.Id));
        Assert.Empty(history.Unreadable);
        Assert.Equal(24, Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public void Another_run_of_the_same_id_is_refused_and_what_was_there_stays()
    {
        var path = HistoryFolder.Add(folder.Path, Run()).Path;
        var before = File.ReadAllText(path);
        Assert.Contains(
            path, Assert.Throws<InputException>(() => HistoryFolder.Add(folder.Path, Run(student: 3e5))).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void A_run_that_was_resumed_takes_the_place_of_its_beginning()
    {
        HistoryFolder.Add(folder.Path, Run() with { Status = RunStatus.Interrupted, Cases = [] });
        Assert.True(HistoryFolder.Add(folder.Path, Run()).IsNew);
        Assert.Equal(RunStatus.Complete, Assert.Single(HistoryFolder.Read(folder.Path).Runs).Status);
    }

    [Fact]
    public void Files_that_cannot_be_read_are_named_and_skipped()
    {
        HistoryFolder.Add(folder.Path, Run());
        folder.Write("c3f1a09b77de/2026/broken.json", "{");
        folder.Write("c3f1a09b77de/2026/newer.json", """{"schema":"inference-cost/2"}""");
        folder.Write("c3f1a09b77de/2026/.half.tmp", "{");
        folder.Write("README.md", "a history");
        var history = HistoryFolder.Read(folder.Path);
        Assert.Single(history.Runs);
        Assert.Equal(2, history.Unreadable.Count);
        Assert.Contains("broken.json", history.Unreadable[0], StringComparison.Ordinal);
        Assert.Contains("inference-cost/2", history.Unreadable[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../outside", "c3f1a09b77de", "2026-08-01T10:15:00Z")]
    [InlineData("run", "../c3f1", "2026-08-01T10:15:00Z")]
    [InlineData("", "c3f1", "2026-08-01T10:15:00Z")]
    [InlineData("run", "c3f1", "yesterday")]
    public void Names_that_lead_elsewhere_are_refused(string id, string fingerprint, string started)
    {
        var run = Run();
        Assert.Throws<InputException>(() => HistoryFolder.Add(
            folder.File("history"), run with { Fingerprint = fingerprint, Run = run.Run with { Id = id, StartedUtc = started } }));
        Assert.False(Directory.Exists(folder.File("history")));
    }

    [Fact]
    public void A_folder_that_is_missing_is_named() =>
        Assert.Contains(
            folder.File("nowhere"),
            Assert.Throws<InputException>(() => HistoryFolder.Read(folder.File("nowhere"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_kept_run_is_small()
    {
        var reference = RunStore.Read(Path.Combine(AppContext.BaseDirectory, "Records", "Golden", "run.json"));
        var path = HistoryFolder.Add(folder.Path, reference).Path;
        Assert.True(
            new FileInfo(path).Length < new FileInfo(Path.Combine(AppContext.BaseDirectory, "Records", "Golden", "run.json")).Length / 2);
    }
}
