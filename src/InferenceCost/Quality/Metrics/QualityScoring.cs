using InferenceCost.Foundation;
using InferenceCost.Quality.Calibration;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>From predictions to what the run keeps of them.</summary>
public static class QualityScoring
{
    /// <summary>
    /// The record of one model on one provider; null where there is nothing to say, such as of the teacher without labels. It tells the
    /// metric that the family declares, unless that is one of classes without an interval of its own: it then tells the accuracy, by which
    /// classifiers of all families can be set side by side, and the declared score stands among its details. Without labels it tells the
    /// agreement with the teacher.
    /// </summary>
    /// <param name="family">The family's id.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="provider">The provider that computed the predictions.</param>
    /// <param name="own">The model's predictions.</param>
    /// <param name="teacher">The teacher's predictions on the same items; null for the teacher itself.</param>
    /// <param name="file">Where the predictions were recorded.</param>
    /// <param name="temperature">The temperature that the family gives for scaling; null to fit one on halves of the items.</param>
    /// <param name="metric">The metric that the family declares; null for the accuracy.</param>
    /// <exception cref="InputException">No items, a label that is no class, or other items than the teacher's.</exception>
    public static QualityRecord? Record(
        string family, string model, string provider, Predictions own, Predictions? teacher, PredictionsFile? file = null,
        double? temperature = null,
        string? metric = null)
    {
        ArgumentNullException.ThrowIfNull(own);
        var pair = teacher is null ? null : PairedItems.Pair(teacher, own);
        var fidelity = pair is { HasAnswers: true } ? Fidelity.Compute(pair, withInterval: false) : null;
        var declared = QualityMetric.Find(metric ?? QualityMetric.Default.Id);
        var score = QualityMetricCatalog.Find(declared.Id)?.Score(own);
        if (Told(declared, score, own, fidelity) is not { } told)
        {
            return null;
        }

        var calibration = ModelCalibration.Compute(own, temperature);
        return new QualityRecord
        {
            Family = family,
            Model = model,
            Provider = provider,
            Metric = told.Metric.Id,
            Items = own.Count,
            Score = told.Score,
            Low = told.Interval?.Low,
            High = told.Interval?.High,
            Confidence = told.Interval?.Confidence,
            Predictions = file,
            Calibration = calibration,
            Details = Details(
                ("correct", own is { HasAnswers: true, Labels: not null } ? AccuracyScore.Compute(own).Correct : null),
                ("negativeLogLikelihood", calibration?.NegativeLogLikelihood),
                ("brier", calibration?.Brier),
                ("agreementWithTeacher", fidelity?.Agreement),
                ("predictiveKl", fidelity?.PredictiveKl),
                (declared.Detail ?? "", declared.Detail is null ? null : score?.Value)),
        };
    }

    private static (QualityMetric Metric, double Score, Interval? Interval)? Told(
        QualityMetric declared, ModelScore? score, Predictions own, FidelityRecord? fidelity)
    {
        if (score is not null && declared.Detail is null)
        {
            return (declared, score.Value, score.Interval);
        }

        if (QualityMetricCatalog.Find(QualityMetric.Default.Id)!.Score(own) is { Interval: { } interval } right)
        {
            return (QualityMetric.Default, right.Value, interval);
        }

        return fidelity is null ? null
            : (QualityMetric.Agreement, fidelity.Agreement, WilsonInterval.Compute(
                (int)Math.Round(fidelity.Agreement * own.Count), own.Count));
    }

    // JSON has no infinity: a figure without a finite value is left out, not written as a null that reads like "not computed".
    private static Dictionary<string, double> Details(params IEnumerable<(string Name, double? Value)> all) =>
        all.Where(figure => figure.Value is { } value && double.IsFinite(value))
            .ToDictionary(figure => figure.Name, figure => figure.Value!.Value);
}
