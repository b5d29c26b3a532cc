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

    /// <summary>For how many steps at once it is asked to make ready what they need.</summary>
    public int MostPrepared { get; init; }

    /// <summary>The steps that it was asked to make ready, one entry each time.</summary>
    public List<string> Prepared { get; } = [];

    /// <summary>How often it was told to let go of the rest.</summary>
    public int Released { get; private set; }

    public Task Prepare(IReadOnlyList<PlanStep> steps, CancellationToken cancellation)
    {
        Prepared.Add(string.Join(' ', steps.Select(step => step.Launch)));
        return Task.CompletedTask;
    }

    public Task Release()
    {
        Released++;
        return Task.CompletedTask;
    }

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
