using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Latency;

/// <summary>
/// The wall time of one call, from interleaved launches: one caller, the next call when the last has ended (SingleStream).
/// </summary>
public sealed class LatencyScenario : Scenario
{
    /// <summary>Its id.</summary>
    public const string Name = "latency";

    /// <summary>
    /// Two pairs of blocks a launch, for models so slow that one palindrome takes longer than the profile gives it. Launches are the
    /// replicates, and there are as many.
    /// </summary>
    private const int FewestPalindromes = 1;

    /// <inheritdoc/>
    public override bool IsAtEveryVariant => true;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<JobKind> Kinds => [new(Id, typeof(LatencyJob), typeof(LatencyResult))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) => [Metric.Latency.Id];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) =>
        $"latency of {(step.Models.Count == 1 ? "1 model" : $"{step.Models.Count} models")} at batch "
        + $"{step.Batch}{step.AtVariant}, launch {step.Launch + 1}";

    /// <inheritdoc/>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan) =>
        from launch in Enumerable.Range(0, plan.Profile.LatencyLaunches)
        from batch in plan.Request.LatencyBatches
        from step in plan.Split(models => Step(plan, Name, launch, batch, models))
        select new PlannedStep(
            step with { Optional = PlanContext.IsOptional(launch) || batch != plan.Request.LatencyBatches[0] }, new Moment(launch, 0));

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context) => Job(step, context, onDevice: false);

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth) => DemoLatency.Launch(step, truth);

    /// <inheritdoc/>
    public override string? SetAside(WorkerResult result) => StrayLaunch.Reason(result);

    /// <inheritdoc/>
    public override void Record(FinishedRun run, RunParts parts)
    {
        foreach (var batch in run.Batches(Name).DefaultIfEmpty(1))
        {
            parts.Cases.AddRange(LatencyRecords.Cases(run, batch, Name, Metric.Latency));
            parts.Ratios.AddRange(LatencyRecords.Ratios(run, batch, Name, Metric.Latency));
        }
    }

    /// <summary>One launch: blocks of all models together as long as the profile says.</summary>
    internal static PlanStep Step(PlanContext plan, string scenario, int launch, int batch, IReadOnlyList<string> models)
    {
        var block = Block.Duration(models.Select(model => plan.Probe(model).CallAt(batch)));
        var palindrome = 2 * models.Count * block / 1e9;
        var palindromes = Math.Max(FewestPalindromes, (int)Math.Ceiling(plan.Profile.LatencySeconds / palindrome));
        return plan.New(scenario, models, batch) with
        {
            Launch = launch,
            Palindromes = palindromes,
            EstimatedSeconds = plan.Start + (0.05 * models.Count) + (palindromes * palindrome * 1.05),
        };
    }

    internal static LatencyJob Job(PlanStep step, JobContext context, bool onDevice) => new()
    {
        OnDevice = onDevice,
        Provider = step.Provider,
        Settings = context.Settings(step),
        Models = context.Models(step),
        Batch = step.Batch,
        Palindromes = step.Palindromes,
        Seed = step.Launch,
    };
}
