using InferenceCost.Benchmarks.Harnesses;
using InferenceCost.Benchmarks.Progress;
using InferenceCost.Invocation;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages;
using InferenceCost.Reporting.Pages.Runs;
using InferenceCost.Running;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>One <c>run</c>, from its options to its exit code: the library carries it out, this shows it and writes the page.</summary>
internal sealed class MeasuredRun(RunOptions options)
{
    private readonly IRunDisplay display = RunDisplays.Create();

    public async Task<int> Invoke(CancellationToken cancellation)
    {
        // System.CommandLine listens to signals once an action has returned its task: before that one would leave a folder with a lock.
        await Task.Yield();
        var invocation = new RunInvocation(Executor, Show, TimeProvider.System);
        return options.DryRun
            ? PrintPlan(await Shown(invocation.Plan(options.Order, cancellation)))
            : Finish(await Shown(invocation.Run(options.Order, cancellation)));
    }

    private static TablesExecutor Executor(JobContext jobs) => new(
        new WorkerExecutor(
            CapturedProcess.OfThisProgram(WorkerCommand.Name), step => ScenarioCatalog.Find(step.Scenario).Job(step, jobs), jobs.Folder),
        jobs);

    private void Show(RunEvent happened)
    {
        display.Show(happened);
        foreach (var line in RunLines.Describe(happened))
        {
            display.Line(line);
        }
    }

    private async Task<T> Shown<T>(Task<T> running)
    {
        try
        {
            return await running;
        }
        finally
        {
            display.End();
        }
    }

    private static int PrintPlan(PlannedRun planned)
    {
        if (planned.Demo)
        {
            Console.WriteLine(Demonstration.Sentence);
        }

        foreach (var line in planned.Margins.Concat(planned.Answers))
        {
            Console.WriteLine(line);
        }

        foreach (var step in planned.Plan.Steps)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{step.EstimatedSeconds,7:0.0} s  {ProgressText.Describe(step)}{(step.Optional ? "  (optional)" : "")}"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{planned.Plan.EstimatedSeconds,7:0.0} s  in all, of a budget of {planned.Plan.BudgetSeconds:0} s"));
        return planned.Plan.Steps.Count > 0 ? ExitCode.Fine : ExitCode.NothingMeasured;
    }

    private int Finish(RunOutcome outcome)
    {
        var report = RunReport.Compose(outcome.Record);
        ReportFormats.WriteFiles(outcome.Folder, "report", report);
        Print(outcome, report);
        return outcome.Interrupted ? ExitCode.Interrupted : Judge(outcome.Record);
    }

    private void Print(RunOutcome outcome, Report report)
    {
        var run = outcome.Record;
        if (options.Json)
        {
            Console.Write(ReportFormats.Json.Print(report));
            return;
        }

        if (run.Demo)
        {
            Console.WriteLine(Demonstration.Sentence);
        }

        Console.WriteLine();
        foreach (var claim in run.Claims)
        {
            Console.WriteLine(claim.Sentence);
            Console.WriteLine();
        }

        Console.WriteLine($"report: {Path.Combine(outcome.Folder, "report.md")}");
        if (outcome.Interrupted)
        {
            Console.WriteLine($"interrupted; go on with: run --resume {outcome.Folder}");
        }
    }

    private int Judge(RunRecord run)
    {
        if (!run.Cases.Any(item => item.Valid))
        {
            return ExitCode.NothingMeasured;
        }

        var failedClaim = options.FailOn.Contains("claim") && run.Claims.Any(claim => claim.Verdict != ClaimVerdict.Holds);
        var invalidCase = options.FailOn.Contains("invalid") && run.Cases.Any(item => !item.Valid);
        return failedClaim || invalidCase ? ExitCode.FailedCheck : ExitCode.Fine;
    }
}
