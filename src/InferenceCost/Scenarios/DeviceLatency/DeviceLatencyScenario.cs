using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;
using InferenceCost.Scenarios.Latency;

namespace InferenceCost.Scenarios.DeviceLatency;

/// <summary>The latency of calls whose inputs and outputs lie in the device's memory: what a call takes without the copies.</summary>
public sealed class DeviceLatencyScenario : Scenario
{
    /// <summary>Its id.</summary>
    public const string Name = "compute";

    /// <inheritdoc/>
    public override bool IsAtEveryVariant => true;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <summary>None of its own: its jobs and answers are those of latency.</summary>
    public override IReadOnlyList<JobKind> Kinds => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) => [Metric.ComputeLatency.Id];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) =>
        $"latency without copies of {step.Models.Count} models at batch {step.Batch}{step.AtVariant}, launch {step.Launch + 1}";

    /// <inheritdoc/>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan) =>
        from launch in Enumerable.Range(0, plan.Timed.All(model => plan.Probe(model).OnDevice) ? plan.Profile.LatencyLaunches : 0)
        from step in plan.Split(models => LatencyScenario.Step(plan, Name, launch, plan.Request.LatencyBatches[0], models))
        select new PlannedStep(step with { Optional = true }, new Moment(launch, 1));

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context) => LatencyScenario.Job(step, context, onDevice: true);

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth) => DemoLatency.Launch(step, truth);

    /// <inheritdoc/>
    public override string? SetAside(WorkerResult result) => StrayLaunch.Reason(result);

    /// <inheritdoc/>
    public override void Record(FinishedRun run, RunParts parts)
    {
        foreach (var batch in run.Batches(Name))
        {
            parts.Cases.AddRange(LatencyRecords.Cases(run, batch, Name, Metric.ComputeLatency));
            parts.Ratios.AddRange(LatencyRecords.Ratios(run, batch, Name, Metric.ComputeLatency));
        }

        parts.Unavailable.AddRange(WithoutDevice(run));
    }

    /// <summary>Why calls without copies were not timed on a provider other than the CPU.</summary>
    private static IEnumerable<UnavailableRecord> WithoutDevice(FinishedRun run) =>
        from model in run.Probed
        let reason = run.Probe(model)?.Setup.Proof?.NoDeviceBuffers
        where reason is not null
        select new UnavailableRecord(Metric.ComputeLatency.Id, $"{run.Family.Id}/{model}", run.Provider, reason);
}
