using InferenceCost.Foundation;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;

namespace InferenceCost.Quality.Metrics;

/// <summary>The metrics of quality, one line each. Where nobody names one, the first whose needs are met is taken.</summary>
internal static class QualityMetricCatalog
{
    /// <summary>All of them, those of the first k with the usual k.</summary>
    public static IReadOnlyList<ScoredMetric> All { get; } =
    [
        new Accuracy(),
        new TopAccuracy(QualityMetric.TopAccuracy),
        new MacroF1(),
        new Perplexity(),
        new MeanScore(),
        new AreaUnderCurve(),
        new AveragePrecision(),
        new MeanAbsoluteError(),
        new RootMeanSquaredError(),
        new RankCorrelation(),
        new Ndcg(QualityMetric.Ndcg),
        new ReciprocalRank(QualityMetric.ReciprocalRank),
        new Recall(QualityMetric.Recall),
        new ExactMatch(),
        new TokenF1(),
        new ErrorRate(QualityMetric.WordErrorRate),
        new ErrorRate(QualityMetric.CharacterErrorRate),
    ];

    /// <summary>The metric of an id; null for one that this version does not know.</summary>
    public static ScoredMetric? Find(string id) => All.FirstOrDefault(metric => metric.Metric.Id == id)
        ?? (QualityMetric.Find(id) is { Cutoff: not null } other
            ? All.FirstOrDefault(metric => metric.Metric.Cutoff is not null && metric.Metric.Name == other.Name)?.At(other)
            : null);

    /// <summary>The metric of an id.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static ScoredMetric Named(string id) => Find(id)
        ?? throw new InputException($"metric '{id}': unknown", $"use one of: {string.Join(", ", All.Select(metric => metric.Metric.Id))}");

    /// <summary>What two models can be compared by where nobody names a metric; null where nothing says which answers are right.</summary>
    public static ScoredMetric? AssumedFor(PairedItems items) =>
        All.FirstOrDefault(metric => metric.IsAssumed && metric.LackOf(items) is null);
}
