using InferenceCost.Comparison;
using InferenceCost.Foundation;
using InferenceCost.Gate;
using InferenceCost.Gate.Answers;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Tests.Gate;

public sealed class GateJournalTests : IDisposable
{
    private const int Launches = 6;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    // In the middle of the confirmation of the slower of the two.
    [InlineData((2 * Launches) + 2)]
    public async Task A_gate_that_was_stopped_goes_on_where_it_was(int after)
    {
        var whole = await Run(new FakeLauncher(Slower), null, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var first = new FakeLauncher((subject, made) =>
        {
            if (made == after)
            {
                stop.Cancel();
            }

            return Slower(subject, made);
        });
        using (var journal = GateJournal.Begin(folder.Path, Start()))
        {
            await Run(first, journal, stop.Token);
        }

        var second = new FakeLauncher(Slower);
        IReadOnlyList<GatedModel> resumed;
        using (var journal = GateJournal.Continue(folder.Path, GateJournal.Read(folder.Path).Entries))
        {
            Assert.Equal(after + 1, journal.Launches);
            resumed = await Run(second, journal, CancellationToken.None);
        }

        // Nothing twice, nothing left out, in the order of one that was not stopped.
        var uninterrupted = new FakeLauncher(Slower);
        await Run(uninterrupted, null, CancellationToken.None);
        Assert.Equal(uninterrupted.Made, [.. first.Made, .. second.Made]);
        Assert.Equal(
            whole.SelectMany(model => model.Cases).Select(item => (item.Change.Id, item.Change.Verdict, item.First?.Verdict)),
            resumed.SelectMany(model => model.Cases).Select(item => (item.Change.Id, item.Change.Verdict, item.First?.Verdict)));
        Assert.Equal(ChangeVerdict.Slower, resumed[0].Cases[0].Change.Verdict);
        Assert.Equal((Launches, Launches, 0), (resumed[0].Launches.Count, resumed[0].Confirmation.Count, resumed[1].Confirmation.Count));
    }

    [Fact]
    public async Task A_side_that_failed_has_failed_when_it_goes_on()
    {
        using (var journal = GateJournal.Begin(folder.Path, Start()))
        {
            await Run(new FakeLauncher((_, _) => FakeLauncher.Failing("head")), journal, CancellationToken.None);
        }

        var second = new FakeLauncher(Slower);
        using var again = GateJournal.Continue(folder.Path, GateJournal.Read(folder.Path).Entries);
        var gated = await Run(second, again, CancellationToken.None);
        Assert.Empty(second.Made);
        Assert.All(gated.SelectMany(model => model.Cases), item => Assert.Equal("head: it crashed; mend it", item.Change.Reason));
    }

    [Fact]
    public void Answers_and_how_it_was_asked_for_come_back()
    {
        var answers = new AnswersRecord
        {
            Verdict = AnswersVerdict.Different,
            Items = 256,
            Outputs =
                [new ComparedOutput { Name = "y", Verdict = AnswersVerdict.Different, LargestDifference = 1, LargestValue = 2, Item = 3 }],
        };
        using (var journal = GateJournal.Begin(folder.Path, Start()))
        {
            Assert.False(journal.HasFinished);
            journal.Add(new FinishedAnswers("m", answers, 1.5));
            Assert.True(journal.HasFinished);
        }

        var (start, entries) = GateJournal.Read(folder.Path);
        Assert.Equal((GateKind.Self, 0.01, "ab-1"), (start.Request.Kind, start.Request.Tolerance, start.Run.Id));
        Assert.Equal(Start().Builds, start.Builds);
        using var again = GateJournal.Continue(folder.Path, entries);
        Assert.Equal((AnswersVerdict.Different, 0.5), (again.Answers("m")!.Verdict, again.Answers("m")!.Outputs[0].Share));
        Assert.Equal((1.5, null), (again.Seconds, again.Answers("other")));
        again.Discard();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_without_an_interrupted_ab_is_refused()
    {
        Assert.Equal($"{folder.Path}: holds no interrupted ab", Assert.Throws<InputException>(() => GateJournal.Read(folder.Path)).Message);
        // The journal of a run is none of an ab.
        File.WriteAllText(folder.File(Journal.FileName), "{\"start\":{}}\n");
        Assert.Equal($"{folder.Path}: holds no interrupted ab", Assert.Throws<InputException>(() => GateJournal.Read(folder.Path)).Message);
    }

    private static GateLaunch Slower(GateModel subject, int made) => FakeLauncher.Of(subject.Name == "slow" ? 1.2 : 1);

    private static Task<IReadOnlyList<GatedModel>> Run(FakeLauncher launcher, GateJournal? journal, CancellationToken stop) =>
        new InterleavedGate(launcher, Launches, _ => { }, TimeProvider.System, journal)
            .Run([FakeLauncher.Subject("slow"), FakeLauncher.Subject("same")], stop);

    private static GateStart Start() => new(
        new RunInfo("ab-1", "2026-12-01T00:00:00Z", 0, null, null, "1", [], "quick", 0),
        new GateRequest { Kind = GateKind.Self, Base = "this build", Head = "this build", Run = new RunRequest(), Tolerance = 0.01 },
        "fingerprint", new NativeLibraryRecord("1", "lib", null, "cpu"), [], new GateBuilds("d", "b", "h", null, "n"));
}
