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
    private readonly WorkerProcess worker = new(child, folder);

    /// <inheritdoc/>
    public Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation) =>
        worker.Do(jobs(step), patience?.Invoke(step) ?? TimeSpan.FromSeconds(600 + (20 * step.EstimatedSeconds)), cancellation);
}

/// <summary>What a worker reads from its standard input.</summary>
/// <param name="Answer">The file it leaves its answer in.</param>
/// <param name="Job">What to measure.</param>
public sealed record WorkerOrder(string Answer, WorkerJob Job);
