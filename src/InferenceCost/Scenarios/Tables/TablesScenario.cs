using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Tables;

/// <summary>The tables of BenchmarkDotNet, which the program makes: the library does not know it.</summary>
public sealed class TablesScenario : Scenario
{
    /// <summary>Its id.</summary>
    public const string Name = "tables";

    /// <summary>BenchmarkDotNet's fixed cost here, in seconds: what it asks the machine, and what it exports.</summary>
    private const double FixedSeconds = 1;

    /// <summary>Its pilot, warm-up and iterations for calls that are short beside them, in seconds.</summary>
    private const double SecondsPerRow = 2.5;

    /// <summary>
    /// Calls that it makes at least of one that fills an iteration by itself: jitting, pilot, warm-up, fifteen iterations.
    /// </summary>
    private const int FewestCalls = 25;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<JobKind> Kinds => [new(Id, null, typeof(TablesResult))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) => [Metric.BenchmarkDotNetTables.Id];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) => "BenchmarkDotNet tables";

    /// <inheritdoc/>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan)
    {
        if (!plan.Profile.Tables)
        {
            return [];
        }

        double Row(string model, int batch) => Math.Max(SecondsPerRow, FewestCalls * plan.Probe(model).CallAt(batch) / 1e9);
        var step = plan.New(Name, plan.Timed, plan.Request.ThroughputBatch) with
        {
            Optional = true,
            EstimatedSeconds = FixedSeconds + plan.Timed.Sum(model => Row(model, 1) + Row(model, plan.Request.ThroughputBatch)),
        };
        return [new(step, Moment.Last)];
    }

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context) =>
        throw new ArgumentException("tables are not made by a worker", nameof(step));

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth) => new TablesResult(
    [
        .. from row in Rows(step, context)
           let model = truth.Of(step.Family, row.Model.Id)
           select new TableRow(row.Model.Id, row.Batch, model.CallNanoseconds(row.Batch), AllocatedBytes: 0),
    ]);

    /// <summary>The rows of the tables: every model at one item and at the step's batch.</summary>
    public static IEnumerable<TableSubject> Rows(PlanStep step, JobContext context) =>
        from batch in new[] { 1, step.Batch }.Distinct()
        from model in context.Models(step)
        select new TableSubject(model, step.Provider, context.Settings(step), batch);

    /// <inheritdoc/>
    public override void RecordOnce(IReadOnlyList<FinishedStep> steps, RunParts parts)
    {
        parts.Unavailable.AddRange(TableNotes.Missing(steps, parts.Request));
        parts.Notes.AddRange(TableNotes.Disagreements(steps, parts.Cases));
    }
}

/// <summary>What one row of the tables times.</summary>
/// <param name="Model">The model.</param>
/// <param name="Provider">The execution provider's id.</param>
/// <param name="Settings">How the session is set up: as in our own measurements.</param>
/// <param name="Batch">Items per call.</param>
public sealed record TableSubject(JobModel Model, string Provider, SessionSettings Settings, int Batch);
