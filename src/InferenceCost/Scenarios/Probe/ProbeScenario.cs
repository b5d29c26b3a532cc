using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Probe;

/// <summary>
/// The first launch of every model: does it run, where, and how long does a call take at each batch? A plan is made from it.
/// </summary>
public sealed class ProbeScenario : Scenario
{
    /// <summary>Batches that a probe tries besides those that are measured, to find each model's own best.</summary>
    private static readonly int[] PilotBatches = [1, 8, 32, 128];

    /// <inheritdoc/>
    public override string Id => PlanStep.Probe;

    /// <inheritdoc/>
    public override bool RunsBesideItself => true;

    /// <inheritdoc/>
    public override IReadOnlyList<JobKind> Kinds => [new(Id, typeof(ProbeJob), typeof(ProbeResult))];

    /// <summary>The steps that come before a plan can be made.</summary>
    public static IReadOnlyList<PlanStep> Before(PlanRequest request) =>
        [.. request.Timed.Select(model => new PlanStep
        {
            Scenario = PlanStep.Probe,
            Family = request.Family,
            Provider = request.Provider,
            Models = [model],
            Batch = request.ThroughputBatch,
            Variant = request.Variant,
            EstimatedSeconds = 1.5,
        })];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) => [];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) => $"probe {step.Models[0]}{step.AtVariant}";

    /// <inheritdoc/>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan) => [];

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context) => new ProbeJob
    {
        Provider = step.Provider,
        Settings = context.Settings(step),
        Model = context.Models(step)[0],
        Batches = [.. PilotBatches.Concat(context.Request.Batches).Append(step.Batch).Distinct().Order()],
    };

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth)
    {
        var (job, family) = ((ProbeJob)Job(step, context), context.Family(step.Family));
        var own = family.Models.First(model => model.Id == job.Model.Id).Feed;
        return DemoProbe.Launch(step, job, own?.Inputs ?? family.Task.Inputs, truth);
    }

    /// <inheritdoc/>
    public override void RecordOnce(IReadOnlyList<FinishedStep> steps, RunParts parts)
    {
        parts.Families = [.. parts.Families.Select(family => WithCost(family, steps))];
        parts.Notes.AddRange(Notes(steps).Distinct());
    }

    /// <summary>What a probe counted holds on every provider: the graph and the shapes are the same.</summary>
    private static FamilyRecord WithCost(FamilyRecord family, IReadOnlyList<FinishedStep> steps) => family with
    {
        Models = [.. family.Models.Select(model => model with
        {
            MacsPerItem = steps
                .Where(step => step.Step.Variant is null && step.Step.Family == family.Id && step.Step.Scenario == PlanStep.Probe
                    && step.Step.Models[0] == model.Id)
                .Select(step => (step.Result as ProbeResult)?.MacsPerItem).FirstOrDefault(macs => macs is not null) ?? model.MacsPerItem,
        })],
    };

    private static IEnumerable<string> Notes(IEnumerable<FinishedStep> steps) =>
        from step in steps
        let probe = step.Result as ProbeResult
        where probe is not null
        let refused = probe.RefusedBatches.Where(refused => refused.Key == step.Step.Batch)
            .Select(refused => FormattableString.Invariant($"batch {refused.Key} was refused: {refused.Value}"))
        from note in probe.Setup.Notes.Concat(refused)
        select $"{step.Step.Family}/{step.Step.Models[0]}: {note}";
}
