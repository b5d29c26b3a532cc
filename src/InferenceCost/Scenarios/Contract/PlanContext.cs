using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Contract;

/// <summary>What a scenario plans from: what is to be measured, what the probes found, and how much precision is wanted.</summary>
/// <param name="request">What is to be measured of one family on one provider.</param>
/// <param name="probes">What the probes found, by model; one that could not be probed is absent.</param>
/// <param name="profile">How much precision is wanted.</param>
public sealed class PlanContext(PlanRequest request, IReadOnlyDictionary<string, ModelProbe> probes, Profile profile)
{
    private readonly IReadOnlyList<IReadOnlyList<string>> together = MemoryGroups.Split(request, probes);

    /// <summary>What is to be measured.</summary>
    public PlanRequest Request { get; } = request;

    /// <summary>How much precision is wanted.</summary>
    public Profile Profile { get; } = profile;

    /// <summary>The models that are timed: those that were probed, teacher first.</summary>
    public IReadOnlyList<string> Timed { get; } = [.. request.Timed.Where(probes.ContainsKey)];

    /// <summary>How long a process takes before it measures, in seconds.</summary>
    public double Start => Timed.Max(model => probes[model].LaunchSeconds) + 0.2;

    /// <summary>What is known of a model; of one that was not probed, what is known of the first that was.</summary>
    public ModelProbe Probe(string model) => probes.GetValueOrDefault(model) ?? probes[Timed[0]];

    /// <summary>Whether a launch must be made before the time is up: the first six of a kind give its interval.</summary>
    public static bool IsOptional(int launch) => launch >= OrderStatisticInterval.MinimumCount;

    /// <summary>A step of some models, without its time.</summary>
    public PlanStep New(string scenario, IReadOnlyList<string> models, int batch) => new()
    {
        Scenario = scenario,
        Family = Request.Family,
        Provider = Request.Provider,
        Models = models,
        Batch = batch,
        CommonBatch = Request.ThroughputBatch,
        Variant = Request.Variant,
    };

    /// <summary>One step where all models fit into one process, else one for each group of them.</summary>
    public IEnumerable<PlanStep> Split(Func<IReadOnlyList<string>, PlanStep> step) =>
        together.Select((models, index) => step(models) with { Part = together.Count == 1 ? null : index });
}
