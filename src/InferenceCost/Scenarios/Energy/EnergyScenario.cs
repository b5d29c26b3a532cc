using InferenceCost.Machine.Energy;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Energy;

/// <summary>Joules per item, as the machine's own counters see them.</summary>
public sealed class EnergyScenario : Scenario
{
    /// <summary>Its id.</summary>
    public const string Name = "energy";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<JobKind> Kinds => [new(Id, typeof(EnergyJob), typeof(EnergyResult))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) => [Metric.Energy.Id];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) =>
        $"energy of {step.Models.Count} models at batch {step.Batch}, launch {step.Launch + 1}";

    /// <inheritdoc/>
    public override IReadOnlyList<UnavailableRecord> FindUnavailable(IReadOnlyList<ProviderChoice> providers)
    {
        using var counters = EnergyCounters.Open();
        return [.. providers.Where(provider => ProviderCounters.Find(counters.Counters, provider.Id, provider.Options).Count == 0)
            .Select(provider => new UnavailableRecord(
                Metric.Energy.Id, null, provider.Id,
                ProviderCounters.KnowsDevice(provider.Id)
                    ? string.Join("; ", counters.Missing)
                    : "which counter meters this provider's device is not known"))];
    }

    /// <inheritdoc/>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan) =>
        from launch in Enumerable.Range(0, OrderStatisticInterval.MinimumCount)
        from step in plan.Split(models => Step(plan, launch, models))
        select new PlannedStep(step with { Optional = true }, new Moment(launch, 4));

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context) => new EnergyJob
    {
        Provider = step.Provider,
        Settings = context.Settings(step),
        Models = context.Models(step),
        Batch = step.Batch,
    };

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth) => DemoEnergy.Launch(step, truth);

    /// <inheritdoc/>
    public override void Record(FinishedRun run, RunParts parts)
    {
        parts.Cases.AddRange(EnergyRecords.Cases(run));
        parts.Ratios.AddRange(EnergyRecords.Ratios(run));
        parts.Unavailable.AddRange(EnergyRecords.Missing(run));
    }

    private static PlanStep Step(PlanContext plan, int launch, IReadOnlyList<string> models)
    {
        var window = Math.Max(EnergyLaunch.Window, models.Max(model => plan.Probe(model).CallAt(plan.Request.ThroughputBatch)));
        return plan.New(Name, models, plan.Request.ThroughputBatch) with
        {
            Launch = launch,
            EstimatedSeconds = plan.Start + (((2 * models.Count * (window + EnergyLaunch.Pause)) + EnergyLaunch.Pause) / 1e9),
        };
    }
}
