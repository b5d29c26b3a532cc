using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>
/// Carries out one step. A worker process does a step, a demonstration makes its answer up, and the tables of BenchmarkDotNet are made by
/// the program.
/// </summary>
public interface IStepExecutor
{
    /// <summary>Does the step. A step that fails answers with a <see cref="FailedResult"/>; only cancellation throws.</summary>
    Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation);
}
