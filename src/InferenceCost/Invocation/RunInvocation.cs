using InferenceCost.Findings.Claims;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Invocation;

/// <summary>Carries a run out in one call: checks files, probes, plans, measures, puts the record together, judges and stores it.</summary>
/// <param name="executors">What does the steps of a run that measures; a demonstration answers them itself.</param>
/// <param name="events">Told of what happens.</param>
/// <param name="time">The time of day.</param>
public sealed class RunInvocation(Func<JobContext, IStepExecutor> executors, Action<RunEvent> events, TimeProvider time)
{
    /// <summary>Measures. Told to stop, it judges and stores what is finished.</summary>
    /// <param name="order">What to measure.</param>
    /// <param name="cancellation">Stops the running step.</param>
    /// <exception cref="InputException">A file, a provider or the folder cannot be used, or the runtime refuses a model.</exception>
    public async Task<RunOutcome> Run(RunOrder order, CancellationToken cancellation)
    {
        using var open = Open(order, cancellation);
        var interrupted = false;
        try
        {
            var runner = await MakePlan(open, cancellation);
            await runner.Run(open.Plan!.Steps, open.SecondsLeft, cancellation);
        }
        catch (InputException)
        {
            open.Discard();
            throw;
        }
        catch (OperationCanceledException)
        {
            interrupted = true;
        }

        var measured = open.Assemble(interrupted ? RunStatus.Interrupted : RunStatus.Complete);
        var run = ClaimBuilder.Judge(
            measured, quality => RecordedPredictions.Read(
                Path.Combine(open.Folder, quality.Predictions!.File), QualityMetric.Find(quality.Metric).Form));
        // While the journal is still held: nobody can go on with the run before its record is there.
        RunStore.Write(open.Folder, run);
        return new RunOutcome(run, open.Folder, interrupted);
    }

    /// <summary>Probes the models, makes the plan, and leaves nothing behind.</summary>
    /// <param name="order">What would be measured.</param>
    /// <param name="cancellation">Stops, and throws.</param>
    /// <exception cref="InputException">As above.</exception>
    public async Task<PlannedRun> Plan(RunOrder order, CancellationToken cancellation)
    {
        using var open = Open(order, cancellation);
        try
        {
            await MakePlan(open, cancellation);
            return new PlannedRun(open.Plan!, [.. open.MarginPlans], [.. open.AnswerPlans], open.IsDemo);
        }
        finally
        {
            open.Discard();
        }
    }

    private OpenRun Open(RunOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        void Note(string line) => events(new Noted(line));
        var open = order.Resume is { } folder
            ? OpenRun.Resume(folder, time, Note, cancellation)
            : OpenRun.Start(order.Request, order.Output, order.Arguments, time, Note, cancellation);
        events(new RunBegan(open.Folder));
        return open;
    }

    private async Task<StepRunner> MakePlan(OpenRun open, CancellationToken cancellation)
    {
        var runner = open.Runner(executors, events);
        await runner.Run(open.Probes, double.PositiveInfinity, cancellation);
        if (open.Plan is null)
        {
            open.MakePlan();
        }

        events(new PlanReady(open.Plan!, open.Plan!.Steps.Count(step => open.Finished.ContainsKey(step.Id)), open.Overrun));
        return runner;
    }
}
