using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceCost.Records;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Tables;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>
/// Does the step of BenchmarkDotNet's tables in this process, which starts children of its own; all other steps go to workers.
/// </summary>
internal sealed class TablesExecutor(IStepExecutor workers, JobContext context) : IStepExecutor
{
    public int MostPrepared => workers.MostPrepared;

    public Task Prepare(IReadOnlyList<PlanStep> steps, CancellationToken cancellation) =>
        workers.Prepare([.. steps.Where(step => step.Scenario != TablesScenario.Name)], cancellation);

    public Task Release() => workers.Release();

    public Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation) =>
        step.Scenario == TablesScenario.Name
            ? Task.Run(() => MakeTables(step, cancellation), CancellationToken.None).WaitAsync(cancellation)
            : workers.Execute(step, cancellation);

    private WorkerResult MakeTables(PlanStep step, CancellationToken cancellation)
    {
        var folder = Path.Combine(context.Folder, "benchmarkdotnet");
        var order = new TablesOrder(Arguments: null, [.. TablesScenario.Rows(step, context).Select(ToCase)]);
        order.Publish(folder);
        using var log = new StreamLogger(Path.Combine(folder, "benchmarkdotnet.log"));
        cancellation.ThrowIfCancellationRequested();
        var summaries = BenchmarkRunner.Run(TablesOrder.Classes, TablesConfig.Create(folder, log));
        var rows = summaries.SelectMany(summary => summary.Reports).Select(report => Row(report, order)).OfType<TableRow>().ToList();
        return rows.Count > 0
            ? new TablesResult(rows)
            : new FailedResult(
                ReasonCode.Tables,
                "BenchmarkDotNet measured nothing",
                "read benchmarkdotnet/benchmarkdotnet.log beside the report");
    }

    public static TableCase ToCase(TableSubject row)
    {
        var id = new CaseId { Model = row.Model.Id, Provider = row.Provider, Batch = row.Batch, Threads = row.Settings.Threads };
        return new TableCase(id.ToString(), row.Model, row.Provider, row.Settings, row.Batch);
    }

    private static TableRow? Row(BenchmarkReport report, TablesOrder order)
    {
        if (report.ResultStatistics is not { } statistics)
        {
            return null;
        }

        var id = (string)report.BenchmarkCase.Parameters[nameof(ModelBenchmark.Case)];
        var item = order.Cases.First(found => found.Id == id);
        return new TableRow(
            item.Model.Id, item.Batch, statistics.Median, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase));
    }
}
