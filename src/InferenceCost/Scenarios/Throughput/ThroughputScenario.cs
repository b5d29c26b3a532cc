using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Throughput;

/// <summary>Items per second with as many callers as cores (Offline), at the common batch and at each model's own best one.</summary>
public sealed class ThroughputScenario : Scenario
{
    /// <summary>Its id.</summary>
    public const string Name = "throughput";

    /// <inheritdoc/>
    public override bool IsAtEveryVariant => true;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<JobKind> Kinds => [new(Id, typeof(ThroughputJob), typeof(ThroughputResult))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) => [Metric.Throughput.Id];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) => step.OwnBatches is null
        ? $"throughput at batch {step.Batch}{step.AtVariant}, launch {step.Launch + 1}"
        : $"throughput at each model's best batch{step.AtVariant}, launch {step.Launch + 1}";

    /// <inheritdoc/>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan) =>
        from launch in Enumerable.Range(0, plan.Profile.ThroughputLaunches)
        from ownBatches in Enumerable.Range(
            0, plan.Timed.Any(model => plan.Probe(model).BestBatch() != plan.Request.ThroughputBatch) ? 2 : 1)
            .Select(kind => kind == 1)
        from step in plan.Split(models => Step(plan, launch, models, ownBatches))
        select new PlannedStep(step with { Optional = ownBatches || PlanContext.IsOptional(launch) }, new Moment(launch, 3));

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context) => new ThroughputJob
    {
        Provider = step.Provider,
        Settings = context.Settings(step),
        Models = context.Models(step),
        Batches = step.OwnBatches ?? step.Models.ToDictionary(model => model, _ => step.Batch),
        Callers = JobContext.Callers(context.Threads(step)),
        Palindromes = step.Palindromes,
        Seed = step.Launch,
    };

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth) =>
        DemoThroughput.Launch(step, JobContext.Callers(context.Threads(step)), truth);

    /// <inheritdoc/>
    public override void Record(FinishedRun run, RunParts parts)
    {
        parts.Cases.AddRange(ThroughputRecords.Cases(run, JobContext.Callers(run.Threads)));
        parts.Ratios.AddRange(ThroughputRecords.Ratios(run));
    }

    private static PlanStep Step(PlanContext plan, int launch, IReadOnlyList<string> models, bool ownBatches)
    {
        var batches = models.ToDictionary(
            model => model, model => ownBatches ? plan.Probe(model).BestBatch() : plan.Request.ThroughputBatch);
        var slowest = models.Max(model => plan.Probe(model).CallAt(batches[model]));
        var window = ThroughputLaunch.Window(slowest) / 1e9;
        return plan.New(Name, models, plan.Request.ThroughputBatch) with
        {
            Launch = launch,
            OwnBatches = ownBatches ? batches : null,
            Palindromes = plan.Profile.ThroughputPalindromes,
            EstimatedSeconds = plan.Start + (models.Count * window * ((2 * plan.Profile.ThroughputPalindromes) + 0.75)),
        };
    }
}
