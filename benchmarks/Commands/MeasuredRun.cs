using System.Text.Json;
using InferenceCost.Benchmarks.Harnesses;
using InferenceCost.Benchmarks.Progress;
using InferenceCost.Findings.Claims;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Reporting.Pages.Runs;
using InferenceCost.Running;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>One <c>run</c>, from its options to its exit code: check everything, plan, measure, judge, report.</summary>
internal sealed class MeasuredRun(RunOptions options)
{
    private readonly IRunDisplay display = RunDisplays.Create();

    public async Task<int> Invoke(CancellationToken cancellation)
    {
        using var session = options.Resume is { } folder
            ? RunSession.Resume(folder, TimeProvider.System, display.Line, cancellation)
            : RunSession.Start(options.Request, options.Output, options.Arguments, TimeProvider.System, display.Line, cancellation);
        display.Line($"measuring into {session.Folder}");

        var interrupted = false;
        try
        {
            await Measure(session, cancellation);
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
        finally
        {
            display.End();
        }

        if (options.DryRun)
        {
            PrintPlan(session);
            session.Discard();
            return session.Plan is { Steps.Count: > 0 } ? ExitCode.Fine : ExitCode.NothingMeasured;
        }

        var measured = session.Assemble(interrupted ? RunStatus.Interrupted : RunStatus.Complete);
        var run = ClaimBuilder.Judge(measured, quality => RecordedPredictions.Read(Path.Combine(session.Folder, quality.Predictions!.File)));
        RunStore.Write(session.Folder, run);
        WholeFile.WriteText(Path.Combine(session.Folder, "report.md"), RunReport.Render(run));
        Print(run, session.Folder);
        return interrupted ? ExitCode.Interrupted : Judge(run);
    }

    private async Task Measure(RunSession session, CancellationToken cancellation)
    {
        var executor = new WorkerExecutor(CapturedProcess.OfThisProgram(WorkerCommand.Name), step => ScenarioCatalog.Find(step.Scenario).Job(step, session.Jobs), session.Folder);
        var runner = session.Runner(new TablesExecutor(executor, session.Jobs), display.Show);
        await runner.Run(session.Probes, double.PositiveInfinity, cancellation);
        if (session.Plan is null)
        {
            session.MakePlan();
        }

        display.Show(new PlanReady(session.Plan!, session.Plan!.Steps.Count(step => session.Finished.ContainsKey(step.Id))));
        if (session.Overrun is { } overrun)
        {
            display.Line(overrun);
        }

        foreach (var dropped in session.Plan.Dropped.GroupBy(item => (item.Metric, item.Provider, item.Reason)))
        {
            var what = dropped.Key.Provider is null or ProviderIds.Cpu ? dropped.Key.Metric : $"{dropped.Key.Metric} on {dropped.Key.Provider}";
            List<string?> models = [.. dropped.Select(item => item.Model).Distinct()];
            var whose = models.Contains(null) ? "" : models.Count == 1 ? $" of {models[0]}" : $" of {models.Count} models";
            display.Line($"dropped: {what}{whose}: {dropped.Key.Reason}");
        }

        if (!options.DryRun)
        {
            await runner.Run(session.Plan.Steps, session.SecondsLeft, cancellation);
        }
    }

    private static void PrintPlan(RunSession session)
    {
        foreach (var line in session.MarginPlans)
        {
            Console.WriteLine(line);
        }

        foreach (var step in session.Plan!.Steps)
        {
            Console.WriteLine(FormattableString.Invariant($"{step.EstimatedSeconds,7:0.0} s  {ProgressText.Of(step)}{(step.Optional ? "  (optional)" : "")}"));
        }

        Console.WriteLine(FormattableString.Invariant($"{session.Plan.EstimatedSeconds,7:0.0} s  in all, of a budget of {session.Plan.BudgetSeconds:0} s"));
    }

    private void Print(RunRecord run, string folder)
    {
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(run, RunJson.Indented));
            return;
        }

        Console.WriteLine();
        foreach (var claim in run.Claims)
        {
            Console.WriteLine(claim.Sentence);
            Console.WriteLine();
        }

        Console.WriteLine($"report: {Path.Combine(folder, "report.md")}");
        if (run.Status == RunStatus.Interrupted)
        {
            Console.WriteLine($"interrupted; go on with: run --resume {folder}");
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
