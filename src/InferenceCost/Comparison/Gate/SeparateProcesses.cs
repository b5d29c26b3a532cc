using InferenceCost.Measurement;
using InferenceCost.Running;

namespace InferenceCost.Comparison.Gate;

/// <summary>For two builds: two live processes, which take turns.</summary>
/// <param name="base">The build of the base.</param>
/// <param name="head">The build of the head; the same one for a comparison of a build with itself.</param>
/// <param name="folder">Where workers leave their answers.</param>
/// <param name="canary">Runs in this process, around every block.</param>
public sealed class SeparateProcesses(ChildProcess @base, ChildProcess head, string folder, ICanary canary) : IGateLauncher
{
    /// <inheritdoc/>
    public async Task<GateLaunch> Launch(GateSubject subject, int launch, CancellationToken cancellation)
    {
        // One after the other: a build that cannot take turns is found before the second is started.
        await using var first = await TurnTaker.Start("base", @base, Job(subject, subject.Base), folder, cancellation);
        await using var second = await TurnTaker.Start("head", head, Job(subject, subject.Head), folder, cancellation);
        var blocks = TakingTurns.Run(first, second, headFirst: launch % 2 == 1, canary, cancellation);
        var (own, other) = (await first.End(), await second.End());
        return new GateLaunch(blocks.Base, blocks.Head, blocks.Canary, own.PeakBytes, other.PeakBytes);
    }

    private static TurnsJob Job(GateSubject subject, JobModel model) => new()
    {
        Provider = subject.Provider,
        Settings = model.Settings!,
        Model = model,
        Batch = subject.Batch,
    };
}
