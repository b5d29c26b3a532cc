using InferenceCost.Records;

namespace InferenceCost.Findings.Subjects;

/// <summary>One family on one provider: what a verdict speaks of.</summary>
internal sealed class FamilyOnProvider(RunRecord run, FamilyRecord family, string provider)
{
    /// <summary>The family.</summary>
    public FamilyRecord Family { get; } = family;

    /// <summary>The provider.</summary>
    public string Provider { get; } = provider;

    /// <summary>What the machine can do at most on this provider, the fewest callers first; empty where it was not measured.</summary>
    public IReadOnlyList<LimitsRecord> Limits { get; } =
        [.. run.Limits.Where(limits => limits.Provider == provider).OrderBy(limits => limits.Callers)];

    /// <summary>The verdicts, in the order of the family's models.</summary>
    public IReadOnlyList<ClaimRecord> Claims { get; } =
        [.. run.Claims.Where(claim => claim.Family == family.Id && claim.Provider == provider)
            .OrderBy(claim => Place(family, claim.Student)).ThenBy(claim => claim.Student, StringComparer.Ordinal)];

    /// <summary>The scores, in the same order.</summary>
    public IReadOnlyList<QualityRecord> Quality { get; } =
        [.. run.Quality.Where(quality => quality.Family == family.Id && quality.Provider == provider)
            .OrderBy(quality => Place(family, quality.Model)).ThenBy(quality => quality.Model, StringComparer.Ordinal)];

    /// <summary>The ratios: by metric, then student, then settings.</summary>
    public IReadOnlyList<RatioRecord> Ratios { get; } =
        [.. run.Ratios.Where(ratio => ratio.Family == family.Id && ratio.Provider == provider)
            .OrderBy(ratio => Metric.Find(ratio.Metric).Order).ThenBy(ratio => ratio.Metric, StringComparer.Ordinal)
            .ThenBy(ratio => Place(family, ratio.Student)).ThenBy(ratio => ratio.Student, StringComparer.Ordinal)
            .ThenBy(ratio => ratio.Batch).ThenBy(ratio => ratio.IsFurther).ThenBy(ratio => ratio.Threads)];

    /// <summary>The cases of a metric: by model, then settings.</summary>
    public IReadOnlyList<CaseRecord> Cases(string metric) =>
        [.. run.Cases.Where(item => item.Family == Family.Id && item.Provider == Provider && item.Metric == metric)
            .OrderBy(item => Place(Family, item.Model)).ThenBy(item => item.Model, StringComparer.Ordinal)
            .ThenBy(item => item.Batch).ThenBy(item => item.IsFurther).ThenBy(item => item.Threads)
            .ThenBy(item => item.Id, StringComparer.Ordinal)];

    /// <summary>The metrics that cases exist of, in the order of <see cref="Metric.All"/>.</summary>
    public IEnumerable<string> CaseMetrics() =>
        run.Cases.Where(item => item.Family == Family.Id && item.Provider == Provider).Select(item => item.Metric).Distinct()
            .OrderBy(metric => Metric.Find(metric).Order).ThenBy(metric => metric, StringComparer.Ordinal);

    /// <summary>What the record says of a model; null where it says nothing.</summary>
    public ModelRecord? Model(string id) => Family.Models.FirstOrDefault(model => model.Id == id);

    /// <summary>How a model is called in tables: by its id, which is also what the command line takes.</summary>
    public string Label(string id) => Model(id)?.Weights == WeightsKind.Random ? $"{id} (random weights)" : id;

    /// <summary>Why something was not measured, where the run says so.</summary>
    public string? WhyUnavailable(string metric, string model) =>
        run.Unavailable.FirstOrDefault(item => item.Metric == metric
            && (item.Model is null || item.Model == model || item.Model == $"{Family.Id}/{model}")
            && (item.Provider is null || item.Provider == Provider))?.Reason;

    private static int Place(FamilyRecord family, string model)
    {
        for (var index = 0; index < family.Models.Count; index++)
        {
            if (family.Models[index].Id == model)
            {
                return index;
            }
        }

        return int.MaxValue;
    }
}
