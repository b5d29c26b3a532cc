using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Calibration;

/// <summary>From labelled probabilities to what the run keeps of their calibration.</summary>
public static class ModelCalibration
{
    /// <summary>With fewer items no temperature is fitted: half of them hold too few wrong answers.</summary>
    public const int FewestItemsToFit = 20;

    /// <summary>
    /// Seed of <see cref="CalibrationFigures.EceNull"/>: fixed, so that the same predictions always give the same record.
    /// </summary>
    public const int Seed = 20170806;

    /// <summary>The record of one model; null without items, labels or probabilities.</summary>
    /// <param name="predictions">What the model answered.</param>
    /// <param name="storedTemperature">The temperature that the family gives, above 0; null to fit two by cross-fitting.</param>
    /// <exception cref="InputException">A label or an answer that is no class, or numbers that are no probabilities.</exception>
    /// <exception cref="ArgumentException">A temperature that is not above 0.</exception>
    public static CalibrationRecord? Compute(Predictions predictions, double? storedTemperature)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return ScoredProbabilities.Scale(predictions, storedTemperature) is { } scored ? Compute(scored) : null;
    }

    /// <summary>The record of a model that was scored before.</summary>
    internal static CalibrationRecord Compute(ScoredProbabilities scored)
    {
        var own = new Figures(scored.Predictions, scored.Labels, scored.Scores);
        return new CalibrationRecord
        {
            Items = scored.Labels.Length,
            NegativeLogLikelihood = own.Scores.NegativeLogLikelihood.Average(),
            Brier = own.Scores.Brier.Average(),
            Ece = own.Ece,
            EceNull = own.Null,
            ClippedItems = own.Scores.Clipped.Count(isClipped => isClipped),
            Scaled = scored.ScaledScores is { } scaled
                ? AfterScaling(new Figures(scored.Scaling.Predictions!, scored.Labels, scaled), scored.Scaling)
                : null,
            WhyNotScaled = scored.Scaling.WhyNot,
        };
    }

    private static ScaledCalibration AfterScaling(Figures figures, ScaledPredictions scaling) => new()
    {
        NegativeLogLikelihood = figures.Scores.NegativeLogLikelihood.Average(),
        Brier = figures.Scores.Brier.Average(),
        Ece = figures.Ece,
        EceNull = figures.Null,
        ClippedItems = figures.Scores.Clipped.Count(isClipped => isClipped),
        Temperatures = scaling.Temperatures,
        TemperatureSource = scaling.Source,
    };

    private sealed class Figures
    {
        public Figures(Predictions predictions, int[] labels, ProperScores scores)
        {
            Scores = scores;
            var confidences = new double[labels.Length];
            var correct = new bool[labels.Length];
            for (var i = 0; i < labels.Length; i++)
            {
                confidences[i] = predictions.ProbabilitiesOf(i)[predictions.Predicted[i]];
                correct[i] = predictions.Predicted[i] == labels[i];
            }

            Ece = ExpectedCalibrationError.Compute(confidences, correct);
            Null = ExpectedCalibrationError.Null(confidences, Seed);
        }

        public ProperScores Scores { get; }

        public double Ece { get; }

        public CalibrationNull Null { get; }
    }
}
