using InferenceCost.Records;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Statistics;

namespace InferenceCost.Running;

/// <summary>
/// Carries out steps one after the other and puts each finished one into the journal before the next begins. A step that an earlier
/// invocation finished is not done again; an optional one is left out when the time is up, which the journal does not keep: a run that
/// is resumed tries again.
/// </summary>
/// <param name="executor">Does the steps.</param>
/// <param name="journal">Receives what is finished.</param>
/// <param name="finished">What an earlier invocation finished, by step id; what this one finishes is added.</param>
/// <param name="dropped">Receives what is left out.</param>
/// <param name="setAside">Launches that do not count and were made again; receives those of this invocation.</param>
/// <param name="events">Receives what happens.</param>
/// <param name="time">The time of day, for the budget.</param>
/// <param name="together">How many of the next steps, the first at least, may run beside each other.</param>
public sealed class StepRunner(
    IStepExecutor executor, Journal journal, Dictionary<string, FinishedStep> finished, List<UnavailableRecord> dropped,
    List<SetAsideStep> setAside, Action<RunEvent> events, TimeProvider time, Func<IReadOnlyList<PlanStep>, int> together)
{
    private readonly long start = time.GetTimestamp();
    private readonly HashSet<string> prepared = [];
    private double predicted;
    private double taken;

    /// <summary>Does the steps that are not finished yet; throws <see cref="OperationCanceledException"/> when told to stop.</summary>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="secondsLeft">How much time there is; optional steps that would overrun it are left out.</param>
    /// <param name="cancellation">Stops the running step and throws.</param>
    public async Task Run(IReadOnlyList<PlanStep> steps, double secondsLeft, CancellationToken cancellation)
    {
        try
        {
            await RunInOrder(steps, secondsLeft, cancellation);
        }
        finally
        {
            prepared.Clear();
            await executor.Release();
        }
    }

    private async Task RunInOrder(IReadOnlyList<PlanStep> steps, double secondsLeft, CancellationToken cancellation)
    {
        var deadline = time.GetElapsedTime(start).TotalSeconds + secondsLeft;
        var open = steps.Where(step => !finished.ContainsKey(step.Id)).ToList();
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = open[0];
            var left = open.Sum(item => item.EstimatedSeconds) * Pace;
            open.RemoveAt(0);
            var required = open.Where(item => !item.Optional).Sum(item => item.EstimatedSeconds) * Pace;
            var now = time.GetElapsedTime(start).TotalSeconds;
            if (step.Optional && now + (step.EstimatedSeconds * Pace) + required > deadline)
            {
                Drop(step, "the machine is slower than the plan expected, and the budget is used up");
                continue;
            }

            events(new StepStarted(step, left));
            await Prepare(step, open, cancellation);
            if (together([step, .. open]) is > 1 and var count)
            {
                await DoTogether([step, .. open.Take(count - 1)], cancellation);
                open.RemoveRange(0, count - 1);
                continue;
            }

            await Do(step, Disturbance.Most(steps.Count(other => KindOf(other) == KindOf(step))), cancellation);
        }
    }

    private async Task Prepare(PlanStep step, List<PlanStep> open, CancellationToken cancellation)
    {
        if (executor.MostPrepared > 1 && !prepared.Contains(step.Id))
        {
            var begin = time.GetTimestamp();
            IReadOnlyList<PlanStep> next = [step, .. open.Take(executor.MostPrepared - 1)];
            await executor.Prepare(next, cancellation);
            prepared.UnionWith(next.Select(one => one.Id));
            taken += time.GetElapsedTime(begin).TotalSeconds;
        }
    }

    /// <summary>How much longer steps take than was estimated, over the steps so far; cautious at the beginning.</summary>
    private double Pace => (taken + 5) / (predicted + 5);

    private async Task Do(PlanStep step, int mostSetAside, CancellationToken cancellation)
    {
        var done = await Execute(step, cancellation);
        while (setAside.Count(other => KindOf(other.Step.Step) == KindOf(step)) < mostSetAside
            && ScenarioCatalog.Find(step.Scenario).SetAside(done.Result) is { } reason)
        {
            var stray = new SetAsideStep(done, reason);
            journal.Append(new JournalEntry { SetAside = stray });
            setAside.Add(stray);
            events(new StepSetAside(step, reason));
            done = await Execute(step, cancellation);
        }

        Keep(done);
    }

    /// <summary>What the first of them takes is not known before the last one ended: each counts as its share.</summary>
    private async Task DoTogether(IReadOnlyList<PlanStep> steps, CancellationToken cancellation)
    {
        foreach (var step in steps.Skip(1))
        {
            await Prepare(step, [], cancellation);
        }

        var begin = time.GetTimestamp();
        var results = await Task.WhenAll(steps.Select(step => executor.Execute(step, cancellation)));
        var seconds = time.GetElapsedTime(begin).TotalSeconds;
        predicted += steps.Sum(step => step.EstimatedSeconds) / steps.Count;
        taken += seconds;
        foreach (var (step, result) in steps.Zip(results))
        {
            Keep(new FinishedStep(step, seconds / steps.Count, result));
        }
    }

    private void Keep(FinishedStep done)
    {
        journal.Append(new JournalEntry { Step = done });
        finished[done.Step.Id] = done;
        events(new StepEnded(done.Step, (done.Result as FailedResult)?.Message));
    }

    private async Task<FinishedStep> Execute(PlanStep step, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        var result = await executor.Execute(step, cancellation);
        var seconds = time.GetElapsedTime(begin).TotalSeconds;
        predicted += step.EstimatedSeconds;
        taken += seconds;
        return new FinishedStep(step, seconds, result);
    }

    /// <summary>Launches of one kind differ by their number alone.</summary>
    private static string KindOf(PlanStep step) => (step with { Launch = 0 }).Id;

    private void Drop(PlanStep step, string reason)
    {
        var model = step.Models.Count == 1 ? $"{step.Family}/{step.Models[0]}" : null;
        dropped.AddRange(ScenarioCatalog.Find(step.Scenario).MissingWithout(step)
            .Select(metric => new UnavailableRecord(metric, model, step.Provider, $"launch {step.Launch + 1}: {reason}")));
        events(new StepDropped(step, reason));
    }
}
