using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.ColdStart;

/// <summary>One process that loads one model alone: load time, first inference and memory.</summary>
public sealed class ColdStartScenario : Scenario
{
    /// <summary>Its id.</summary>
    public const string Name = "cold";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<JobKind> Kinds => [new(Id, typeof(ColdJob), typeof(ColdResult))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) =>
        step.Prepacking
            ? [Metric.Load.Id, Metric.FirstInference.Id, Metric.PeakMemory.Id, Metric.SteadyMemory.Id]
            : [Metric.MemoryParts.Id];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) => step.Prepacking
        ? $"load and memory of {step.Models[0]}, launch {step.Launch + 1}"
        : $"memory of {step.Models[0]} without rearranged weights";

    /// <summary>
    /// Models alternate in their order; at the end of the first round each once without rearranged weights, to learn what those weigh.
    /// </summary>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan) =>
    [
        .. from launch in Enumerable.Range(0, plan.Profile.ColdLaunches)
           from model in launch % 2 == 0 ? plan.Timed : plan.Timed.Reverse()
           select new PlannedStep(Step(plan, model, launch) with { Optional = PlanContext.IsOptional(launch) }, new Moment(launch, 2)),
        .. plan.Timed.Select(model => new PlannedStep(Step(plan, model, 0) with { Prepacking = false, Optional = true }, new Moment(0, 5))),
    ];

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context)
    {
        // Real data would have to be unpacked in the process whose memory is measured.
        var model = context.Models(step)[0];
        return new ColdJob
        {
            Provider = step.Provider,
            Settings = context.Settings(step),
            Model = model with { Inputs = model.Inputs.MadeUp(), ScoredOutput = null },
            Batch = step.Batch,
        };
    }

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth) => DemoCold.Launch(step, truth);

    /// <inheritdoc/>
    public override void Record(FinishedRun run, RunParts parts)
    {
        parts.Cases.AddRange(ColdRecords.Cases(run));
        parts.Ratios.AddRange(ColdRecords.Ratios(run));
    }

    private static PlanStep Step(PlanContext plan, string model, int launch) => plan.New(Name, [model], plan.Request.ThroughputBatch) with
    {
        Launch = launch,
        EstimatedSeconds = plan.Probe(model).LaunchSeconds + (5 * plan.Probe(model).CallAt(plan.Request.ThroughputBatch) / 1e9),
    };
}
