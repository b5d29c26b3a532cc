using InferenceCost.Benchmarks.Progress;
using InferenceCost.Comparison;
using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Gate;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>One <c>ab</c>, from its request to its exit code.</summary>
/// <param name="Begin">Checks everything that was named; told of what takes long.</param>
/// <param name="IsGate">Whether what it finds is a reason to fail.</param>
/// <param name="Json">Whether data is printed.</param>
internal sealed record MeasuredGate(Func<Action<string>, CancellationToken, GateSession> Begin, bool IsGate, bool Json)
{
    private readonly IRunDisplay display = RunDisplays.Create();

    public async Task<int> Invoke(CancellationToken cancellation)
    {
        // As in MeasuredRun: signals are listened to from here on.
        await Task.Yield();
        var session = Begin(display.Line, cancellation);
        display.Line($"measuring into {session.Folder}");
        GateRecord record;
        try
        {
            record = await session.Run(WorkerCommand.Name, display.Show, display.Line, cancellation);
        }
        finally
        {
            display.End();
        }

        var report = GateReport.Compose(record);
        ReportFormats.WriteFiles(session.Folder, "ab", report);
        var page = ReportFormats.Markdown.Print(report);
        StepSummary.Append(page, () => ReportFormats.Markdown.Print(GateReport.Head(record)));
        Console.Out.Write(Json ? ReportFormats.Json.Print(report) : page);
        if (session.CanGoOn)
        {
            display.Line($"interrupted; go on with: ab --resume {session.Folder}");
        }

        return ExitCodeOf(record, IsGate);
    }

    internal static int ExitCodeOf(GateRecord record, bool isGate)
    {
        var verdicts = record.Changes().Select(change => change.Verdict).ToList();
        return record.Status == RunStatus.Interrupted ? ExitCode.Interrupted
            // What it costs is of no interest where it is another model.
            : isGate && record.HasDifferentAnswers && !record.ChangedAnswersAllowed ? ExitCode.OtherAnswers
            : isGate && verdicts.Contains(ChangeVerdict.Slower) ? ExitCode.Regression
            : verdicts.TrueForAll(verdict => verdict == ChangeVerdict.NotComparable) ? ExitCode.NothingMeasured
            : isGate && (verdicts.Contains(ChangeVerdict.NotComparable) || record.HasFailedAnswers) ? ExitCode.FailedCheck
            : verdicts.Contains(ChangeVerdict.Contaminated) ? ExitCode.Contaminated
            : ExitCode.Fine;
    }
}
