using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>
/// Carries out one step. A worker process does a step, a demonstration makes its answer up, and the tables of BenchmarkDotNet are made by
/// the program.
/// </summary>
public interface IStepExecutor
{
    /// <summary>For how many steps at once it can make ready what they need.</summary>
    int MostPrepared => 0;

    /// <summary>Makes ready what steps need before they are measured. Called while nothing is measured.</summary>
    /// <param name="steps">The next steps, in order; none of them has to be executed.</param>
    /// <param name="cancellation">Stops it, and throws.</param>
    Task Prepare(IReadOnlyList<PlanStep> steps, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Does the step. A step that fails answers with a <see cref="FailedResult"/>; only cancellation throws.</summary>
    Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation);

    /// <summary>Lets go of what was made ready and is not needed.</summary>
    Task Release() => Task.CompletedTask;
}
