using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.MachinePeak;

/// <summary>What the machine can do at most, without any model.</summary>
public sealed class MachinePeakScenario : Scenario
{
    /// <summary>Its id.</summary>
    public const string Name = "limits";

    /// <summary>
    /// Half a second for each of two products, for one caller and for several, and about half as long to make, load and warm them up.
    /// </summary>
    private const double Seconds = 3.5;

    /// <inheritdoc/>
    public override bool IsOncePerRun => true;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<JobKind> Kinds => [new(Id, typeof(MachinePeakJob), typeof(MachinePeakResult))];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) => [Metric.Limits.Id];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) => "the machine's own limits";

    /// <summary>
    /// First of all, so that it is the last of the optional steps to be dropped: it is cheap, and every latency is held against it. And
    /// again after the rounds: a machine that was busy the first time may not be the second.
    /// </summary>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan) =>
        [new(Step(plan, 0), Moment.First), new(Step(plan, 1), Moment.Last)];

    /// <inheritdoc/>
    public override IReadOnlyList<UnavailableRecord> FindUnavailable(IReadOnlyList<ProviderChoice> providers) =>
        [.. providers.Where(provider => provider.Id != ProviderIds.Cpu).Select(provider => new UnavailableRecord(
            Metric.Limits.Id, null, provider.Id,
            "the products that find the limits are sized for processors: no share of a limit is known"))];

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context) => new MachinePeakJob
    {
        Provider = step.Provider,
        Settings = context.Settings(step),
        Callers = JobContext.Callers(context.Request.Threads),
    };

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth) =>
        DemoPeak.Launch(step, JobContext.Callers(context.Request.Threads));

    /// <inheritdoc/>
    public override void RecordOnce(IReadOnlyList<FinishedStep> steps, RunParts parts)
    {
        parts.Limits.AddRange(MachinePeakRecords.Make(steps, parts.Request.Threads));
        parts.Unavailable.AddRange(MachinePeakRecords.Missing(steps));
    }

    private static PlanStep Step(PlanContext plan, int launch) =>
        plan.New(Name, [], 1) with { Launch = launch, Optional = launch > 0, EstimatedSeconds = Seconds };
}
