using InferenceCost.Foundation.Figures;
using InferenceCost.Gate;
using InferenceCost.Running;
using Spectre.Console;

namespace InferenceCost.Benchmarks.Progress;

/// <summary>For a terminal: one line that changes, with what runs now and the time left.</summary>
internal sealed class TerminalDisplay(IAnsiConsole console) : IRunDisplay
{
    private int done;
    private int total;
    private bool open;

    public void Show(RunEvent happened)
    {
        switch (happened)
        {
            case PlanReady ready:
                total = ready.Plan.Steps.Count;
                done = ready.AlreadyDone;
                break;
            case StepStarted started:
                Replace($"[grey]{done,3}/{total}[/] {Markup.Escape(ProgressText.Describe(started.Step))} "
                    + $"[grey]({Duration.Format(started.SecondsLeft)} left)[/]");
                break;
            case StepEnded ended:
                done++;
                if (ended.Failure is { } failure)
                {
                    Stay($"[red]failed[/] {Markup.Escape(ProgressText.Describe(ended.Step))}: {Markup.Escape(failure)}");
                }

                break;
            case StepDropped dropped:
                done++;
                Stay($"[yellow]dropped[/] {Markup.Escape(ProgressText.Describe(dropped.Step))}: {Markup.Escape(dropped.Reason)}");
                break;
        }
    }

    public void Show(GateProgress launch) => Replace(Markup.Escape(ProgressText.Describe(launch)));

    public void Line(string text)
    {
        Clear();
        console.WriteLine(text);
    }

    public void End() => Clear();

    private void Stay(string markup)
    {
        Clear();
        console.MarkupLine(markup);
    }

    private void Replace(string markup)
    {
        Clear();
        console.Markup(markup);
        open = true;
    }

    private void Clear()
    {
        if (open)
        {
            console.Write(new ControlCode("\r\u001b[2K"));
            open = false;
        }
    }
}
