using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// One model's score by the metric that its family declares, where that is not accuracy. A quality record tells the accuracy of every
/// labelled model, so that models of all families can be set side by side; this figure stands among its details.
/// </summary>
public static class DeclaredScore
{
    /// <summary>The name of the figure among a quality record's details; null for a metric that is no figure of its own.</summary>
    public static string? DetailOf(string? metric) => metric switch
    {
        _ when metric == QualityMetric.MacroF1.Id => "macroF1",
        _ when metric == QualityMetric.Perplexity.Id => "perplexity",
        _ => null,
    };

    /// <summary>The record with the figure; the same where there is none, or where the predictions do not hold what it needs.</summary>
    /// <param name="record">The model's quality.</param>
    /// <param name="metric">What the family declares.</param>
    /// <param name="predictions">The model's predictions.</param>
    public static QualityRecord Add(QualityRecord record, string? metric, Predictions predictions) =>
        DetailOf(metric) is { } name && Value(metric, record, predictions) is { } score && double.IsFinite(score)
            ? record with { Details = record.Details.Append(new(name, score)).ToDictionary(figure => figure.Key, figure => figure.Value) }
            : record;

    private static double? Value(string? metric, QualityRecord record, Predictions predictions) =>
        metric == QualityMetric.Perplexity.Id
            ? record.Details.TryGetValue("negativeLogLikelihood", out var loss) ? Math.Exp(loss) : null
            : predictions is { Labels: { } labels, HasAnswers: true, Count: > 0 } ? MacroF1.Of(labels, predictions.Predicted) : null;
}
