using InferenceCost.Foundation;
using InferenceCost.Quality.Pairing;

namespace InferenceCost.Quality.Metrics;

/// <summary>The metrics of quality, one line each. Where nobody names one, the first whose needs are met is taken.</summary>
internal static class QualityMetricCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScoredMetric> All { get; } =
    [
        new Accuracy(),
        new MacroF1(),
        new Perplexity(),
        new MeanScore(),
    ];

    /// <summary>The metric of an id; null for one that this version does not know.</summary>
    public static ScoredMetric? Find(string id) => All.FirstOrDefault(metric => metric.Metric.Id == id);

    /// <summary>The metric of an id.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static ScoredMetric Named(string id) => Find(id)
        ?? throw new InputException($"metric '{id}': unknown", $"use one of: {string.Join(", ", All.Select(metric => metric.Metric.Id))}");

    /// <summary>What two models can be compared by where nobody names a metric; null where nothing says which answers are right.</summary>
    public static ScoredMetric? AssumedFor(PairedItems items) =>
        All.FirstOrDefault(metric => metric.IsAssumed && metric.LackOf(items) is null);
}
