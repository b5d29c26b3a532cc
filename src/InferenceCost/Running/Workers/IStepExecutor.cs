using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>Carries out one step. The real one starts a process; tests have one that answers at once.</summary>
public interface IStepExecutor
{
    /// <summary>Does the step. A step that fails answers with a <see cref="FailedResult"/>; only cancellation throws.</summary>
    Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation);
}
