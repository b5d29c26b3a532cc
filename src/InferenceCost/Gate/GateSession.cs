using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Workers;
using InferenceCost.Runtime.Native;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>A gate from the checked request to its record.</summary>
public sealed class GateSession
{
    private readonly GateRequest request;
    private readonly IReadOnlyList<GateModel> subjects;
    private readonly RunContext context;
    private readonly RunInfo run;
    private readonly TimeProvider time;

    private GateSession(
        GateRequest request, IReadOnlyList<GateModel> subjects, string? output, IReadOnlyList<string> arguments, TimeProvider time)
    {
        (this.request, this.subjects, this.time) = (request, subjects, time);
        context = RunContext.Read(request.Run);
        run = context.Begin(arguments, request.Run.Profile, 0, time, request.Run.Demo ? "ab-demo-" : "ab-");
        Folder = ResultsFolder.Create(output ?? Path.Combine("results", "runs", run.Id));
    }

    /// <summary>Where the results go.</summary>
    public string Folder { get; }

    /// <summary>Checks every file that was named, and makes the folder for the results.</summary>
    /// <exception cref="InputException">Something that was named cannot be used.</exception>
    public static GateSession Start(
        GateRequest request, string? output, IReadOnlyList<string> arguments, TimeProvider time, Action<string>? note = null,
        CancellationToken cancellation = default)
    {
        if (output is not null && File.Exists(Path.Combine(output, GateRecord.FileName)))
        {
            throw new InputException($"{output}: holds the result of an ab already", "name another folder with --output");
        }

        return new(request, GateSelection.Find(request, note, cancellation), output, arguments, time);
    }

    /// <summary>Builds what has to be built, measures, and writes the record.</summary>
    /// <param name="workerCommand">The hidden command of workers.</param>
    /// <param name="progress">Told of every launch that begins.</param>
    /// <param name="cancellation">Stops; what was finished is kept.</param>
    /// <exception cref="InputException">A build cannot be made or cannot be interleaved.</exception>
    public async Task<GateRecord> Run(string workerCommand, Action<GateProgress> progress, CancellationToken cancellation)
    {
        var builds = (Base: Path.Combine(Folder, ".base-build"), Head: Path.Combine(Folder, ".head-build"));
        try
        {
            var launcher = await Launcher(builds, workerCommand, cancellation);
            var launches = Profile.Find(request.Run.Profile).LatencyLaunches;
            var gated = await new InterleavedGate(launcher, launches, progress, time).Run(subjects, cancellation);
            var record = Record(gated, launches, launcher is SharedProcess, cancellation.IsCancellationRequested
                ? RunStatus.Interrupted
                : RunStatus.Complete);
            WholeFile.Write(
                Path.Combine(Folder, GateRecord.FileName), stream => JsonSerializer.Serialize(stream, record, RunJson.Indented));
            return record;
        }
        finally
        {
            foreach (var build in new[] { builds.Base, builds.Head }.Where(Directory.Exists))
            {
                Directory.Delete(build, recursive: true);
            }

            if (!Directory.EnumerateFileSystemEntries(Folder).Any())
            {
                Directory.Delete(Folder);
            }
        }
    }

    private async Task<IGateLauncher> Launcher((string Base, string Head) builds, string workerCommand, CancellationToken cancellation)
    {
        var here = CapturedProcess.OfThisProgram(workerCommand);
        var (own, other) = (SettingWords.NativeLibraryOf(request.BaseOptions), SettingWords.NativeLibraryOf(request.HeadOptions));
        return request.Kind switch
        {
            _ when request.Run.Demo => new DemoLauncher(),
            GateKind.Settings when own != other => new SeparateProcesses(Over(own, workerCommand), Over(other, workerCommand), Folder),
            GateKind.Models or GateKind.Settings => new SharedProcess(Over(own, workerCommand), Folder),
            GateKind.Self => new SeparateProcesses(here, here, Folder),
            _ => new SeparateProcesses(
                await BuildFolder.Worker("base", request.Base, builds.Base, workerCommand, cancellation),
                await BuildFolder.Worker("head", request.Head, builds.Head, workerCommand, cancellation), Folder),
        };
    }

    /// <summary>A process has one native library, so that two of them take two processes.</summary>
    private static CapturedProcess Over(string? library, string workerCommand) => CapturedProcess.OfThisProgram(
        workerCommand, library is null ? null : new Dictionary<string, string> { [NativeLibraryChoice.Variable] = library });

    private GateRecord Record(IReadOnlyList<GatedModel> gated, int launches, bool isOneProcess, RunStatus status) => new()
    {
        Demo = request.Run.Demo,
        Status = status,
        Run = run with { DurationSeconds = Math.Round(RunContext.SecondsSinceProgramStart(time), 1) },
        Environment = context.Environment,
        Native = context.Native,
        Fingerprint = context.Fingerprint,
        Conditions = context.ConditionsUntilNow(null),
        Kind = request.Kind,
        IsOneProcess = isOneProcess,
        Base = request.Base,
        Head = request.Head,
        Planted = request.Planted,
        Launches = launches,
        Subjects = gated,
    };
}
