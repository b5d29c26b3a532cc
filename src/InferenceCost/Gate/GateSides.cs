using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Gate.Answers;
using InferenceCost.Running.Workers;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Gate;

/// <summary>What measures: hashes of the builds' own libraries and of ONNX Runtime's. An ab goes on with these alone.</summary>
/// <param name="Driver">The build that was started.</param>
/// <param name="Base">That of the base.</param>
/// <param name="Head">That of the head.</param>
/// <param name="BaseNative">The native library that the base was given; null for that of its build.</param>
/// <param name="HeadNative">The same of the head.</param>
public sealed record GateBuilds(string Driver, string Base, string Head, string? BaseNative, string? HeadNative);

/// <summary>How the workers of both sides are started.</summary>
/// <param name="request">What is compared.</param>
/// <param name="base">A worker of the base.</param>
/// <param name="head">A worker of the head.</param>
/// <param name="builds">What they are.</param>
internal sealed class GateSides(GateRequest request, CapturedProcess @base, CapturedProcess head, GateBuilds builds)
{
    /// <summary>What the two are.</summary>
    public GateBuilds Builds => builds;

    /// <summary>Whether one process runs both: it has one build and one native library.</summary>
    public bool IsOneProcess => !request.Run.Demo && request.Kind is GateKind.Models or GateKind.Settings
        && SettingWords.NativeLibraryOf(request.BaseOptions) == SettingWords.NativeLibraryOf(request.HeadOptions);

    /// <summary>Makes both ready; checkouts are built.</summary>
    /// <param name="request">What is compared.</param>
    /// <param name="baseBuild">Where a checkout of the base is built to; a build that is there already is taken.</param>
    /// <param name="headBuild">The same of the head.</param>
    /// <param name="workerCommand">The hidden command of workers.</param>
    /// <param name="cancellation">Stops a build that is under way.</param>
    /// <exception cref="InputException">A build cannot be made.</exception>
    public static async Task<GateSides> Prepare(
        GateRequest request, string baseBuild, string headBuild, string workerCommand, CancellationToken cancellation)
    {
        var here = BuildFolder.Hash(AppContext.BaseDirectory);
        if (request.Kind == GateKind.Builds && !request.Run.Demo)
        {
            var (own, other) = (
                await BuildFolder.Find("base", request.Base, baseBuild, cancellation),
                await BuildFolder.Find("head", request.Head, headBuild, cancellation));
            return new GateSides(
                request, BuildFolder.Worker(own, workerCommand), BuildFolder.Worker(other, workerCommand),
                new GateBuilds(here, BuildFolder.Hash(own), BuildFolder.Hash(other), null, null));
        }

        var (baseNative, headNative) =
            (SettingWords.NativeLibraryOf(request.BaseOptions), SettingWords.NativeLibraryOf(request.HeadOptions));
        return new GateSides(
            request, Over(baseNative, workerCommand), Over(headNative, workerCommand),
            new GateBuilds(here, here, here, HashOf(baseNative), HashOf(headNative)));
    }

    /// <summary>What makes the launches.</summary>
    /// <param name="folder">Where workers leave their answers.</param>
    /// <param name="before">How many launches were made before.</param>
    public IGateLauncher Launcher(string folder, int before) =>
        request.Run.Demo ? new DemoLauncher(before)
        : IsOneProcess ? new SharedProcess(@base, folder)
        : new SeparateProcesses(@base, head, folder);

    /// <summary>What compares the answers.</summary>
    /// <param name="folder">Where they lie until then.</param>
    public AnswerCheck Answers(string folder) => new(@base, head, folder);

    private static string? HashOf(string? library) => library is null ? null : FileHash.Compute(library);

    /// <summary>A process has one native library, so that two of them take two processes.</summary>
    private static CapturedProcess Over(string? library, string workerCommand) => CapturedProcess.OfThisProgram(
        workerCommand, library is null ? null : new Dictionary<string, string> { [NativeLibraryChoice.Variable] = library });
}
