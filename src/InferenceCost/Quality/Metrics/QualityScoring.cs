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
    /// <summary>The metric of labelled items: the share that the model gets right.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>The metric where there are no labels: the share of items on which a model answers as the teacher does.</summary>
    public const string Agreement = "agreement";

    /// <summary>The record of one model on one provider; null where there is nothing to say, the teacher without labels.</summary>
    /// <param name="family">The family's id.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="provider">The provider that computed the predictions.</param>
    /// <param name="own">The model's predictions.</param>
    /// <param name="teacher">The teacher's predictions on the same items; null for the teacher itself.</param>
    /// <param name="file">Where the predictions were recorded.</param>
    /// <param name="temperature">The temperature that the family gives for scaling; null to fit one on halves of the items.</param>
    /// <exception cref="InputException">No items, a label that is no class, or other items than the teacher's.</exception>
    public static QualityRecord? Record(
        string family, string model, string provider, Predictions own, Predictions? teacher, PredictionsFile? file = null, double? temperature = null)
    {
        ArgumentNullException.ThrowIfNull(own);
        var pair = teacher is null ? null : PairedItems.Of(teacher, own);
        var fidelity = pair is null ? null : Fidelity.Of(pair, withInterval: false);
        var score = own.Labels is null ? null : AccuracyScore.Of(own);
        if (score is null && pair is null)
        {
            return null;
        }

        var interval = score?.Interval ?? WilsonInterval.Of((int)Math.Round(fidelity!.Agreement * own.Count), own.Count);
        var calibration = ModelCalibration.Of(own, temperature);
        return new QualityRecord
        {
            Family = family,
            Model = model,
            Provider = provider,
            Metric = score is null ? Agreement : Accuracy,
            Items = own.Count,
            Score = score?.Accuracy ?? fidelity!.Agreement,
            Low = interval.Low,
            High = interval.High,
            Confidence = interval.Confidence,
            Predictions = file,
            Calibration = calibration,
            Details = Details(score, calibration, fidelity),
        };
    }

    private static Dictionary<string, double> Details(AccuracyScore? score, CalibrationRecord? calibration, FidelityRecord? fidelity)
    {
        var all = new (string Name, double? Value)[]
        {
            ("correct", score?.Correct),
            ("negativeLogLikelihood", calibration?.NegativeLogLikelihood),
            ("brier", calibration?.Brier),
            ("agreementWithTeacher", fidelity?.Agreement),
            ("predictiveKl", fidelity?.PredictiveKl),
        };

        // JSON has no infinity: a figure without a finite value is left out, not written as a null that reads like "not computed".
        return all.Where(figure => figure.Value is { } value && double.IsFinite(value)).ToDictionary(figure => figure.Name, figure => figure.Value!.Value);
    }
}
