using InferenceCost.Records;

namespace InferenceCost.Scenarios.Contract;

/// <summary>The finished steps of one family on one provider at one variant, by scenario and model.</summary>
/// <param name="family">The family.</param>
/// <param name="provider">The provider.</param>
/// <param name="throughputBatch">The common batch of throughput and memory.</param>
/// <param name="steps">All finished steps of the run.</param>
/// <param name="allowFallback">Whether nodes may run elsewhere than on the provider.</param>
/// <param name="variant">The sizes and threads; null for no given size and one thread.</param>
/// <param name="isFurther">Whether claims use another variant.</param>
public sealed class FinishedRun(
    FamilyRecord family, string provider, int throughputBatch, IReadOnlyList<FinishedStep> steps, bool allowFallback = false,
    Variant? variant = null, bool isFurther = false)
{
    private readonly List<FinishedStep> everywhere =
        [.. steps.Where(step => step.Step.Family == family.Id && step.Step.Provider == provider)];

    private readonly List<FinishedStep> own = [.. steps.Where(step => step.Step.Family == family.Id && step.Step.Provider == provider
        && step.Step.Variant?.Key == (isFurther ? variant?.Key : null))];

    /// <summary>The family.</summary>
    public FamilyRecord Family { get; } = family;

    /// <summary>The provider.</summary>
    public string Provider { get; } = provider;

    /// <summary>The common batch of throughput and memory.</summary>
    public int ThroughputBatch { get; } = throughputBatch;

    /// <summary>Whether nodes may run elsewhere than on the provider.</summary>
    public bool AllowFallback { get; } = allowFallback;

    /// <summary>Threads inside one call.</summary>
    public int Threads { get; } = variant?.Threads ?? 1;

    /// <summary>Sizes that were given to free axes; null where none were.</summary>
    public IReadOnlyDictionary<string, long>? Sizes { get; } = AxisSizes.Parse(variant?.Dimensions ?? []);

    /// <summary>Whether claims use another variant.</summary>
    public bool IsFurther { get; } = isFurther;

    /// <summary>The teacher's id.</summary>
    public string Teacher { get; } = family.Models.First(model => model.Role == ModelRole.Teacher).Id;

    /// <summary>
    /// Whether any model came up on the provider, or failed for a reason of its own: else there is nothing to record but why.
    /// </summary>
    public bool IsUsable => !own.Where(step => step.Step.Scenario == PlanStep.Probe)
        .All(step => step.Result is FailedResult { Code: ReasonCode.ProviderUnusable });

    /// <summary>The models that are timed: those that were probed.</summary>
    public IEnumerable<string> Probed => own.Where(step => step.Step.Scenario == PlanStep.Probe).Select(step => step.Step.Models[0]);

    /// <summary>The students that ran beside their teacher; none where its recorded answers stand for it.</summary>
    public IEnumerable<string> Students => IsTeacherRecorded ? [] : Probed.Where(model => model != Teacher);

    private bool IsTeacherRecorded { get; } = family.Models.Any(model => model is { Role: ModelRole.Teacher, IsRecorded: true });

    /// <summary>The batches at which a scenario ran.</summary>
    public IEnumerable<int> Batches(string scenario) =>
        own.Where(step => step.Step.Scenario == scenario).Select(step => step.Step.Batch).Distinct().Order();

    /// <summary>Whether any step of a scenario ended.</summary>
    public bool Has(string scenario) => own.Exists(step => step.Step.Scenario == scenario);

    /// <summary>How a model came up, where it did.</summary>
    public ProbeResult? Probe(string model) =>
        own.FirstOrDefault(step => step.Step.Scenario == PlanStep.Probe && step.Step.Models[0] == model)?.Result as ProbeResult;

    /// <summary>The answers of one scenario, in order of launch.</summary>
    public IEnumerable<(PlanStep Step, T Result)> Answers<T>(string scenario)
        where T : WorkerResult => Answers<T>(own, scenario);

    /// <summary>The same with so many threads, whatever claims use.</summary>
    public IEnumerable<(PlanStep Step, T Result)> AnswersWith<T>(string scenario, int threads)
        where T : WorkerResult => Answers<T>(everywhere.Where(step => (step.Step.Variant?.Threads ?? Threads) == threads), scenario);

    private static IEnumerable<(PlanStep Step, T Result)> Answers<T>(IEnumerable<FinishedStep> steps, string scenario)
        where T : WorkerResult =>
        steps.Where(step => step.Step.Scenario == scenario && step.Result is T)
            .OrderBy(step => step.Step.Launch)
            .Select(step => (step.Step, (T)step.Result));

    /// <summary>How many launches of one scenario a model took part in.</summary>
    public int Launches(string scenario, string model) =>
        own.Count(step => step.Step.Scenario == scenario && step.Step.Prepacking && step.Step.Models.Contains(model));

    /// <summary>The failures of one scenario that a model took part in, in order of launch.</summary>
    public IEnumerable<(PlanStep Step, FailedResult Result)> Failures(string scenario, string model) =>
        Answers<FailedResult>(scenario).Where(item => item.Step.Models.Contains(model));
}
