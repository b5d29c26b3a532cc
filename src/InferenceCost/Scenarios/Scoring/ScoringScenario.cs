using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>Scores a model on every item, on the settings and the provider of the timing.</summary>
public sealed class ScoringScenario : Scenario
{
    /// <summary>Its id.</summary>
    public const string Name = "quality";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override bool RunsBesideItself => true;

    /// <inheritdoc/>
    public override IReadOnlyList<JobKind> Kinds => [new(Id, typeof(QualityJob), typeof(QualityResult))];

    /// <summary>The predictions of a model, relative to the run's folder.</summary>
    public static string PredictionsFile(string family, string model, string provider) => $"predictions/{family}.{model}.{provider}.csv";

    /// <summary>The predictions at another batch of a model whose answers hang on it, relative to the run's folder.</summary>
    public static string PredictionsFile(string family, string model, string provider, int batch) =>
        FormattableString.Invariant($"predictions/{family}.{model}.{provider}.b{batch}.csv");

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingWithout(PlanStep step) => [Metric.Quality.Id];

    /// <inheritdoc/>
    public override string Describe(PlanStep step) => $"score {step.Models[0]}";

    /// <inheritdoc/>
    public override void Prepare(JobContext context, DemoTruth? truth) => RecordedRecords.Write(context, truth);

    /// <inheritdoc/>
    public override IEnumerable<PlannedStep> Plan(PlanContext plan) => plan.Request.Items == 0 ? [] :
    [
        .. plan.Timed.Select(model => new PlannedStep(Step(plan, model, model, optional: false), Moment.First)),
        .. plan.Request.Controls.Select(control => new PlannedStep(Step(plan, control.Key, control.Value, optional: true), Moment.Last)),
    ];

    /// <inheritdoc/>
    public override WorkerJob Job(PlanStep step, JobContext context)
    {
        var family = context.Family(step.Family);
        return new QualityJob
        {
            Provider = step.Provider,
            Settings = context.Settings(step),
            Model = context.Models(step)[0],
            Batch = step.Batch,
            LatencyBatch = step.LatencyBatch,
            OtherPredictionsPath = Path.Combine(
                context.Folder, PredictionsFile(step.Family, step.Models[0], step.Provider, step.Batch)),
            Callers = JobContext.Callers(context.Request.Threads),
            Items = context.Items(family),
            ComparesWithCpu = family.Models.First(model => model.Id == step.Models[0]).Role != ModelRole.Control,
            PredictionsPath = Path.Combine(context.Folder, PredictionsFile(step.Family, step.Models[0], step.Provider)),
        };
    }

    /// <inheritdoc/>
    public override WorkerResult Demo(PlanStep step, JobContext context, DemoTruth truth)
    {
        var job = (QualityJob)Job(step, context);
        var isTeacher = step.Models[0] == context.Family(step.Family).Teacher.Id;
        PredictionsCsv.Write(job.PredictionsPath, DemoPredictions.Make(
            step.Family, step.Models[0], isTeacher, truth.Of(step.Family, step.Models[0]).Loss, job.Model.Inputs.ReadLabels(), job.Items));
        return new QualityResult(job.Items, FileHash.Compute(job.PredictionsPath), step.EstimatedSeconds);
    }

    /// <inheritdoc/>
    public override void Record(FinishedRun run, RunParts parts)
    {
        GradedRecords.Add(run, parts);
        var scored = new ScoringRecords(run, parts.Folder);
        parts.Quality.AddRange(scored.Records);
        parts.Unavailable.AddRange(scored.Unavailable);
        parts.Notes.AddRange(scored.Notes);
        parts.Outputs.AddRange(OutputRecords.Make(run));
        parts.Checks.Add(scored.CheckOutputs);
    }

    /// <param name="plan">What is planned from.</param>
    /// <param name="model">The model.</param>
    /// <param name="costsLike">The model whose calls take as long.</param>
    /// <param name="optional">Whether it may be dropped.</param>
    private static PlanStep Step(PlanContext plan, string model, string costsLike, bool optional)
    {
        var (probe, request) = (plan.Probe(costsLike), plan.Request);
        // A device scores with one caller (ScoringLaunch), and one process after the other; on the CPU others work while one starts.
        var beside = request.Provider == ProviderIds.Cpu ? request.Callers : 1;
        var calls = Math.Ceiling((double)request.Items / request.ThroughputBatch / beside);
        int? latency = request.LatencyBatches[0] is var first && first != request.ThroughputBatch
            && probe.CallNanoseconds.ContainsKey(first)
            ? first : null;
        return plan.New(Name, [model], request.ThroughputBatch) with
        {
            Optional = optional,
            LatencyBatch = latency,
            EstimatedSeconds = probe.LaunchSeconds + (0.3 / beside) + (calls * probe.CallAt(request.ThroughputBatch) / 1e9)
                + (latency is { } batch ? ComparedSeconds(probe, Math.Min(BatchDependence.Drawn, request.Items), batch, beside) : 0),
        };
    }

    /// <summary>What it takes to answer drawn items at the other batch too.</summary>
    private static double ComparedSeconds(ModelProbe probe, int items, int batch, int beside) =>
        Math.Ceiling((double)items / batch / beside) * probe.CallAt(batch) / 1e9;
}
