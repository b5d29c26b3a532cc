using InferenceCost.Machine.Memory;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>Does each step in a fresh process of this program, so that a crash, a full memory or a leak costs that step alone.</summary>
/// <param name="child">How a worker is started.</param>
/// <param name="jobs">Turns a step into the job that its worker gets.</param>
/// <param name="folder">Where workers leave their answers.</param>
/// <param name="patience">How long a step may take; null for far beyond what it was estimated to take.</param>
public sealed class WorkerExecutor(
    CapturedProcess child, Func<PlanStep, WorkerJob> jobs, string folder, Func<PlanStep, TimeSpan>? patience = null) : IStepExecutor
{
    /// <summary>Of as many processes that wait nobody sees anything: each holds some 50 MB.</summary>
    private const int MostWaiting = 8;

    private const long BytesOfOne = 100_000_000;

    private readonly WorkerProcess worker = new(child, folder);
    private readonly Dictionary<string, WaitingWorker> waiting = [];

    /// <summary>A quarter of the memory that is free.</summary>
    public int MostPrepared { get; } = (int)Math.Clamp(AvailableMemory.Bytes() / 4 / BytesOfOne, 1, MostWaiting);

    /// <inheritdoc/>
    public async Task Prepare(IReadOnlyList<PlanStep> steps, CancellationToken cancellation)
    {
        foreach (var (id, one) in await WaitingWorker.StartAll(
            worker, [.. steps.Where(step => !waiting.ContainsKey(step.Id)).Select(step => (step.Id, jobs(step)))], cancellation))
        {
            waiting[id] = one;
        }
    }

    /// <inheritdoc/>
    public async Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation)
    {
        var limit = patience?.Invoke(step) ?? TimeSpan.FromSeconds(600 + (20 * step.EstimatedSeconds));
        return waiting.Remove(step.Id, out var prepared)
            ? await prepared.Do(limit, cancellation)
            : await worker.Do(jobs(step), limit, cancellation);
    }

    /// <inheritdoc/>
    public async Task Release()
    {
        foreach (var one in waiting.Values)
        {
            await one.DisposeAsync();
        }

        waiting.Clear();
    }
}


