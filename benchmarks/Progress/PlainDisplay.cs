using InferenceCost.Foundation.Figures;
using InferenceCost.Gate;
using InferenceCost.Running;

namespace InferenceCost.Benchmarks.Progress;

/// <summary>
/// For logs and pipes: one line per group of like steps, never a control character.
/// </summary>
internal sealed class PlainDisplay(TextWriter writer) : IRunDisplay
{
    private string? lastScenario;
    private (int, bool)? lastTenth;
    private int done;
    private int total;

    public void Show(RunEvent happened)
    {
        switch (happened)
        {
            case PlanReady ready:
                total = ready.Plan.Steps.Count;
                done = ready.AlreadyDone;
                writer.WriteLine($"plan: {total} steps, "
                    + $"about {Duration.Format(ready.Plan.EstimatedSeconds)}{(done > 0 ? $", {done} of them finished already" : "")}");
                break;
            case StepStarted started when started.Step.Scenario != lastScenario:
                lastScenario = started.Step.Scenario;
                writer.WriteLine($"[{done}/{total}] {ProgressText.Describe(started.Step)}; {Duration.Format(started.SecondsLeft)} left");
                break;
            case StepEnded ended:
                done++;
                if (ended.Failure is { } failure)
                {
                    writer.WriteLine($"failed: {ProgressText.Describe(ended.Step)}: {failure}");
                }

                break;
            case StepDropped dropped:
                done++;
                writer.WriteLine($"dropped: {ProgressText.Describe(dropped.Step)}: {dropped.Reason}");
                break;
        }
    }

    public void Show(GateProgress launch)
    {
        // The first of every tenth, so that a log stays readable.
        var tenth = 10 * launch.Done / launch.Total;
        if (lastTenth != (tenth, launch.Confirming))
        {
            lastTenth = (tenth, launch.Confirming);
            writer.WriteLine(ProgressText.Describe(launch));
        }
    }

    public void Line(string text) => writer.WriteLine(text);

    public void End() => writer.Flush();
}
