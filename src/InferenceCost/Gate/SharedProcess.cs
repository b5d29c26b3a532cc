using InferenceCost.Gate.Interleaving;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Latency;

namespace InferenceCost.Gate;

/// <summary>
/// For two models or two settings: one process runs both interleaved, which tells apart what two processes cannot (standard deviation of
/// a launch's log-ratio 0.006 to 0.008 over four launches, against 0.013 to 0.019 of a single one). Memory comes from processes that load
/// one side alone.
/// </summary>
/// <param name="program">This build.</param>
/// <param name="folder">Where workers leave their answers.</param>
public sealed class SharedProcess(CapturedProcess program, string folder) : IGateLauncher
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly WorkerProcess worker = new(program, folder);

    /// <inheritdoc/>
    public async Task<GateLaunch> Launch(GateModel subject, int launch, CancellationToken cancellation)
    {
        var headFirst = launch % 2 == 1;
        JobModel[] order = headFirst ? [subject.Head, subject.Base] : [subject.Base, subject.Head];
        var latency = await Do<LatencyResult>("base and head", new LatencyJob
        {
            Provider = subject.Provider,
            Settings = subject.Base.Settings!,
            Models = order,
            Batch = subject.Batch,
            Palindromes = InterleavedBlocks.Pairs,
            Seed = launch,
        }, cancellation);
        var peaks = new long[2];
        foreach (var side in headFirst ? [1, 0] : (int[])[0, 1])
        {
            peaks[side] = await Peak(subject, side == 0 ? subject.Base : subject.Head, side == 0 ? "base" : "head", cancellation);
        }

        var (own, other) = headFirst ? (latency.Models[1], latency.Models[0]) : (latency.Models[0], latency.Models[1]);
        return new GateLaunch(
            own.Blocks, other.Blocks, [.. other.Canary.Zip(own.Canary, (one, second) => one / second)], peaks[0], peaks[1])
        {
            BaseBusyShare = own.BusyShare,
            HeadBusyShare = other.BusyShare,
        };
    }

    private async Task<long> Peak(GateModel subject, JobModel model, string side, CancellationToken cancellation) =>
        (await Do<ColdResult>(side, new ColdJob { Provider = subject.Provider, Settings = model.Settings!, Model = model with
        {
            Inputs = model.Inputs.MadeUp(),
        }, Batch = subject.Batch }, cancellation)).PeakBytes;

    private async Task<T> Do<T>(string side, WorkerJob job, CancellationToken cancellation)
        where T : WorkerResult => await worker.Do(job, Patience, cancellation) switch
        {
            T result => result,
            FailedResult failed => throw new LaunchFailedException(side, failed),
            var other => throw new InvalidOperationException($"a {job.GetType().Name} was answered with a {other.GetType().Name}"),
        };
}
