using InferenceCost.Running.Workers;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Running.Demo;

/// <summary>Answers every step from a known truth, at once: no model is loaded and no process is started.</summary>
/// <param name="jobs">The families and where results go.</param>
/// <param name="truth">What is true of them.</param>
/// <param name="clock">The time, which each step advances by what it was estimated to take.</param>
public sealed class DemoExecutor(JobContext jobs, DemoTruth truth, DemoClock clock) : IStepExecutor
{
    /// <inheritdoc/>
    public Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var result = ScenarioCatalog.Find(step.Scenario).Demo(step, jobs, truth);
        clock.Advance(step.EstimatedSeconds);
        return Task.FromResult(result);
    }
}
