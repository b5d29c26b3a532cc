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
        using var session = Open(order, cancellation);
        var interrupted = false;
        try
        {
            var runner = await MakePlan(session, cancellation);
            await runner.Run(session.Plan!.Steps, session.SecondsLeft, cancellation);
        }
        catch (InputException)
        {
            session.Discard();
            throw;
        }
        catch (OperationCanceledException)
        {
            interrupted = true;
        }

        var measured = session.Assemble(interrupted ? RunStatus.Interrupted : RunStatus.Complete);
        var run = ClaimBuilder.Judge(
            measured, quality => RecordedPredictions.Read(Path.Combine(session.Folder, quality.Predictions!.File)));
        // While the journal is still held: nobody can go on with the run before its record is there.
        RunStore.Write(session.Folder, run);
        return new RunOutcome(run, session.Folder, interrupted);
    }

    /// <summary>Probes the models, makes the plan, and leaves nothing behind.</summary>
    /// <param name="order">What would be measured.</param>
    /// <param name="cancellation">Stops, and throws.</param>
    /// <exception cref="InputException">As above.</exception>
    public async Task<PlannedRun> Plan(RunOrder order, CancellationToken cancellation)
    {
        using var session = Open(order, cancellation);
        try
        {
            await MakePlan(session, cancellation);
            return new PlannedRun(session.Plan!, [.. session.MarginPlans], session.IsDemo);
        }
        finally
        {
            session.Discard();
        }
    }

    private RunSession Open(RunOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        void Note(string line) => events(new Noted(line));
        var session = order.Resume is { } folder
            ? RunSession.Resume(folder, time, Note, cancellation)
            : RunSession.Start(order.Request, order.Output, order.Arguments, time, Note, cancellation);
        events(new RunBegan(session.Folder));
        return session;
    }

    private async Task<StepRunner> MakePlan(RunSession session, CancellationToken cancellation)
    {
        var runner = session.Runner(executors, events);
        await runner.Run(session.Probes, double.PositiveInfinity, cancellation);
        if (session.Plan is null)
        {
            session.MakePlan();
        }

        events(new PlanReady(session.Plan!, session.Plan!.Steps.Count(step => session.Finished.ContainsKey(step.Id)), session.Overrun));
        return runner;
    }
}
