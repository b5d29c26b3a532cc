using InferenceCost.Benchmarks.Progress;
using InferenceCost.Comparison;
using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Gate;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>One <c>ab</c>, from its request to its exit code.</summary>
internal sealed record MeasuredGate(GateRequest Request, string? Output, IReadOnlyList<string> Arguments, bool IsGate, bool Json)
{
    private readonly IRunDisplay display = RunDisplays.Create();

    public async Task<int> Invoke(CancellationToken cancellation)
    {
        var session = GateSession.Start(Request, Output, Arguments, TimeProvider.System, display.Line, cancellation);
        display.Line($"measuring into {session.Folder}");
        GateRecord record;
        try
        {
            record = await session.Run(WorkerCommand.Name, display.Show, cancellation);
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
        return ExitCodeOf(record);
    }

    private int ExitCodeOf(GateRecord record)
    {
        var verdicts = record.Changes().Select(change => change.Verdict).ToList();
        return record.Status == RunStatus.Interrupted ? ExitCode.Interrupted
            : IsGate && verdicts.Contains(ChangeVerdict.Slower) ? ExitCode.Regression
            : verdicts.TrueForAll(verdict => verdict == ChangeVerdict.NotComparable) ? ExitCode.NothingMeasured
            : IsGate && verdicts.Contains(ChangeVerdict.NotComparable) ? ExitCode.FailedCheck
            : verdicts.Contains(ChangeVerdict.Contaminated) ? ExitCode.Contaminated
            : ExitCode.Fine;
    }
}
