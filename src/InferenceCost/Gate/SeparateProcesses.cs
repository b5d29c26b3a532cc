using InferenceCost.Gate.Interleaving;
using InferenceCost.Machine.Platform;
using InferenceCost.Measuring;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>
/// For two builds: two live processes, interleaved on the same core. Cores of a shared machine are not equally fast, and one that is
/// slow for a second would count against the side that happens to be there. Every second launch takes the next core, so that each side goes
/// first on each.
/// </summary>
/// <param name="base">The build of the base.</param>
/// <param name="head">The build of the head; the same one for a comparison of a build with itself.</param>
/// <param name="folder">Where workers leave their answers.</param>
public sealed class SeparateProcesses(CapturedProcess @base, CapturedProcess head, string folder) : IGateLauncher
{
    /// <summary>Runs in this process, around every block.</summary>
    private readonly MachineCanary canary = new(MachineCanary.Settled);

    /// <inheritdoc/>
    public async Task<GateLaunch> Launch(GateModel subject, int launch, CancellationToken cancellation)
    {
        // One after the other: a build that cannot be interleaved is found before the second is started.
        var core = Core(subject, launch);
        await using var first = await PeerProcess.Start("base", @base, Job(subject, subject.Base, core), folder, cancellation);
        await using var second = await PeerProcess.Start("head", head, Job(subject, subject.Head, core), folder, cancellation);
        var (ownBefore, otherBefore) = (first.ThreadNanoseconds, second.ThreadNanoseconds);
        var blocks = await OnCore(
            core, () => InterleavedBlocks.Run(first, second, headFirst: launch % 2 == 1, launch, canary, cancellation));
        var (ownTime, otherTime) = (first.ThreadNanoseconds - ownBefore, second.ThreadNanoseconds - otherBefore);
        var (own, other) = (await first.End(), await second.End());
        return new GateLaunch(blocks.Base, blocks.Head, blocks.Canary, own.PeakBytes, other.PeakBytes)
        {
            BaseBusyShare = ownTime / blocks.BaseNanoseconds,
            HeadBusyShare = otherTime / blocks.HeadNanoseconds,
        };
    }

    /// <summary>Null where one core is not enough for a call, or the system cannot keep a thread on one.</summary>
    private static int? Core(GateModel subject, int launch) =>
        subject.Base.Settings!.Threads == 1 && subject.Head.Settings!.Threads == 1 && ThreadAffinity.Cores() is { Count: > 0 } cores
            ? cores[launch / 2 % cores.Count] // by pairs of launches, so that each side goes first on each core
            : null;

    /// <summary>On a thread of its own, which may be kept on a core: the canary then sees what the two sides see.</summary>
    private static Task<T> OnCore<T>(int? core, Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                if (core is { } number)
                {
                    ThreadAffinity.StayOn(number);
                }

                done.SetResult(work());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        })
        {
            IsBackground = true,
            Name = "turns",
        }.Start();
        return done.Task;
    }

    private static InterleavedJob Job(GateModel subject, JobModel model, int? core) => new()
    {
        Core = core,
        Provider = subject.Provider,
        Settings = model.Settings!,
        // Real data would have to be unpacked in the process whose memory is compared.
        Model = model with { Inputs = model.Inputs.MadeUp() },
        Batch = subject.Batch,
    };
}
