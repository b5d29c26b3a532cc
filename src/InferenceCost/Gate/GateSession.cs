using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Gate.Answers;
using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>A gate from the checked request to its record: begun, or gone on with.</summary>
public sealed class GateSession
{
    private readonly GateRequest request;
    private readonly GateSelection selection;
    private readonly RunContext context;
    private readonly RunInfo run;
    private readonly TimeProvider time;
    private readonly (GateStart Start, IReadOnlyList<GateEntry> Entries)? before;

    private GateSession(
        GateRequest request, GateSelection selection, RunContext context, RunInfo run, string folder, TimeProvider time,
        (GateStart Start, IReadOnlyList<GateEntry> Entries)? before = null)
    {
        (this.request, this.selection, this.context, this.run, this.time, this.before) =
            (request, selection, context, run, time, before);
        Folder = folder;
    }

    /// <summary>Where the results go.</summary>
    public string Folder { get; }

    /// <summary>Whether it was interrupted and can be gone on with.</summary>
    public bool CanGoOn { get; private set; }

    /// <summary>Checks every file that was named, and makes the folder for the results.</summary>
    /// <exception cref="InputException">Something that was named cannot be used.</exception>
    public static GateSession Start(
        GateRequest request, string? output, IReadOnlyList<string> arguments, TimeProvider time, Action<string>? note = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (output is not null && File.Exists(Path.Combine(output, GateRecord.FileName)))
        {
            throw new InputException($"{output}: holds the result of an ab already", "name another folder with --output");
        }

        if (request.Kind == GateKind.Builds && !request.Run.Demo)
        {
            BuildFolder.Check("base", request.Base);
            BuildFolder.Check("head", request.Head);
        }

        var selection = GateSelection.Find(request, note, cancellation);
        var context = RunContext.Read(request.Run);
        var run = context.Begin(arguments, request.Run.Profile, 0, time, request.Run.Demo ? "ab-demo-" : "ab-");
        var folder = ResultsFolder.Create(output ?? Path.Combine("results", "runs", run.Id));
        return new GateSession(request, selection, context, run, folder, time);
    }

    /// <summary>Goes on with a gate that was interrupted.</summary>
    /// <exception cref="InputException">There is no journal, or the machine, a file or a library is another one.</exception>
    public static GateSession Resume(
        string folder, bool allowsChangedAnswers, TimeProvider time, Action<string>? note = null, CancellationToken cancellation = default)
    {
        var before = GateJournal.Read(folder);
        var began = before.Start;
        var request = began.Request.From(Directory.GetCurrentDirectory());
        request = request with { AllowsChangedAnswers = request.AllowsChangedAnswers || allowsChangedAnswers };
        var selection = GateSelection.Find(request, note, cancellation);
        var context = RunContext.Read(request.Run);
        OpenRun.RefuseOtherMachine(folder, began.Fingerprint, began.Native, context);
        OpenRun.RefuseOtherSubjects(folder, began.Families, selection.Families);
        return new GateSession(request, selection, context, began.Run, Path.GetFullPath(folder), time, before);
    }

    /// <summary>Builds what has to be built, compares answers, measures, and writes the record.</summary>
    /// <param name="workerCommand">The hidden command of workers.</param>
    /// <param name="progress">Told of every launch that begins.</param>
    /// <param name="line">Told of what else begins, in words.</param>
    /// <param name="cancellation">Stops; what was finished is kept.</param>
    /// <exception cref="InputException">
    /// A build cannot be made or cannot be interleaved, or is not the one that was begun with.
    /// </exception>
    public async Task<GateRecord> Run(
        string workerCommand, Action<GateProgress> progress, Action<string> line, CancellationToken cancellation)
    {
        string[] builds = [Path.Combine(Folder, ".base-build"), Path.Combine(Folder, ".head-build")];
        GateJournal? journal = null;
        var (isComplete, isRefused) = (false, false);
        try
        {
            var sides = await GateSides.Prepare(Built(builds), builds[0], builds[1], workerCommand, cancellation);
            journal = Open(sides.Builds);
            var launches = Profile.Find(request.Run.Profile).LatencyLaunches;
            var answers = await Answers(sides, journal, line, cancellation);
            var launcher = sides.Launcher(Folder, journal.Launches);
            var gated = await new InterleavedGate(launcher, launches, progress, time, journal).Run(selection.Models, cancellation);
            isComplete = !cancellation.IsCancellationRequested;
            var record = Record(
                [.. gated.Zip(selection.Models, (one, model) => one with { Answers = answers.GetValueOrDefault(model.Id) })],
                launches, sides.IsOneProcess, isComplete ? RunStatus.Complete : RunStatus.Interrupted, journal.Seconds);
            WholeFile.Write(
                Path.Combine(Folder, GateRecord.FileName), stream => JsonSerializer.Serialize(stream, record, RunJson.Indented));
            return record;
        }
        catch (InputException)
        {
            isRefused = true;
            throw;
        }
        finally
        {
            // A build that cannot be measured leaves nothing that a later one could use.
            CanGoOn = !isComplete && (before is not null || (journal?.HasFinished == true && !(isRefused && journal.Launches == 0)));
            Close(journal, builds);
        }
    }

    /// <summary>What was built before the interruption is what was measured, whatever became of the checkout since.</summary>
    private GateRequest Built(string[] builds) => before is null || request.Kind != GateKind.Builds ? request : request with
    {
        Base = Directory.Exists(builds[0]) ? builds[0] : request.Base,
        Head = Directory.Exists(builds[1]) ? builds[1] : request.Head,
    };

    private GateJournal Open(GateBuilds builds)
    {
        if (before is not { } begun)
        {
            return GateJournal.Begin(
                Folder, new GateStart(run, request, context.Fingerprint, context.Native, selection.Families, builds));
        }

        return begun.Start.Builds == builds ? GateJournal.Continue(Folder, begun.Entries) : throw new InputException(
            $"{Folder}: that ab began with another build of a side, of this program or of ONNX Runtime", "restore it, or start a new ab");
    }

    /// <summary>Compares the answers of every subject, but for those that were before; told to stop, it returns what it has.</summary>
    private async Task<Dictionary<string, AnswersRecord>> Answers(
        GateSides sides, GateJournal journal, Action<string> line, CancellationToken cancellation)
    {
        var all = new Dictionary<string, AnswersRecord>();
        try
        {
            foreach (var model in selection.Models)
            {
                if (journal.Answers(model.Id) is not { } known)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var begin = time.GetTimestamp();
                    if (!request.Run.Demo)
                    {
                        line($"comparing answers: {model.Name}");
                    }

                    known = request.Run.Demo
                        ? AnswersRecord.None("no model is asked in a demonstration")
                        : await sides.Answers(Folder).Compare(
                            model.Provider, model.Batch, model.Base, model.Head, model.Terms, cancellation);
                    journal.Add(new FinishedAnswers(model.Id, known, Math.Round(time.GetElapsedTime(begin).TotalSeconds, 1)));
                }

                all[model.Id] = known;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The launches are not begun then; what was compared counts.
        }

        return all;
    }

    /// <summary>Keeps what a gate needs to go on, and nothing else.</summary>
    private void Close(GateJournal? journal, string[] builds)
    {
        if (CanGoOn)
        {
            journal?.Dispose();
            return;
        }

        journal?.Discard();
        foreach (var build in builds.Where(Directory.Exists))
        {
            Directory.Delete(build, recursive: true);
        }

        if (!Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            Directory.Delete(Folder);
        }
    }

    private GateRecord Record(IReadOnlyList<GatedModel> gated, int launches, bool isOneProcess, RunStatus status, double seconds) => new()
    {
        Demo = request.Run.Demo,
        Status = status,
        Run = run with
        {
            DurationSeconds = Math.Round(before is null ? RunContext.SecondsSinceProgramStart(time) : seconds, 1),
        },
        Environment = context.Environment,
        Native = context.Native,
        Fingerprint = context.Fingerprint,
        Conditions = context.ConditionsUntilNow(null),
        Kind = request.Kind,
        IsOneProcess = isOneProcess,
        Base = request.Base,
        Head = request.Head,
        Planted = request.Planted,
        Tolerance = request.Tolerance,
        ChangedAnswersAllowed = request.AllowsChangedAnswers,
        Launches = launches,
        Subjects = gated,
    };
}
