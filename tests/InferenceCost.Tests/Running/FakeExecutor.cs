using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Tests.Running;

/// <summary>Answers every step at once with made-up figures, or fails, or is stopped, as a test wants.</summary>
internal sealed class FakeExecutor : IStepExecutor
{
    /// <summary>The steps that were done, in order.</summary>
    public List<string> Done { get; } = [];

    /// <summary>Steps that fail.</summary>
    public Func<PlanStep, bool> Fails { get; init; } = _ => false;

    /// <summary>The answers of steps that do not fail.</summary>
    public Func<PlanStep, WorkerResult> Answers { get; init; } = FakeAnswers.Of;

    /// <summary>Cancels when so many steps have begun.</summary>
    public int StopAfter { get; init; } = int.MaxValue;

    /// <summary>Runs before the answer, to let time pass.</summary>
    public Action<PlanStep> Takes { get; init; } = _ => { };

    public Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation)
    {
        if (Done.Count >= StopAfter)
        {
            throw new OperationCanceledException();
        }

        Takes(step);
        Done.Add(step.Id);
        return Task.FromResult<WorkerResult>(Fails(step) ? new FailedResult("crashed", "it crashed", "mend it") : Answers(step));
    }
}
