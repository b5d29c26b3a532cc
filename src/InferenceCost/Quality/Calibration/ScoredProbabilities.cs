using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Calibration;

/// <summary>
/// A model's labelled probabilities with their proper scores, as recorded and after temperature scaling. Made once per model: its own
/// calibration and every comparison start from it, and with a million items it takes a second.
/// </summary>
internal sealed class ScoredProbabilities
{
    private ScoredProbabilities(Predictions predictions, int[] labels, double? storedTemperature)
    {
        Predictions = predictions;
        Labels = labels;
        Scores = ProperScores.Compute(predictions, labels);
        Scaling = ScaledPredictions.Scale(predictions, storedTemperature);
        ScaledScores = Scaling.Predictions is { } scaled ? ProperScores.Compute(scaled, labels) : null;
    }

    /// <summary>The predictions.</summary>
    public Predictions Predictions { get; }

    /// <summary>The true class of each item.</summary>
    public int[] Labels { get; }

    /// <summary>Scores of the probabilities as they were recorded.</summary>
    public ProperScores Scores { get; }

    /// <summary>The predictions after temperature scaling, or why there are none.</summary>
    public ScaledPredictions Scaling { get; }

    /// <summary>Scores after temperature scaling; null where that means nothing here.</summary>
    public ProperScores? ScaledScores { get; }

    /// <summary>Scores a model; null without items, labels or probabilities.</summary>
    /// <exception cref="Foundation.InputException">A label or an answer that is no class, or numbers that are no probabilities.</exception>
    public static ScoredProbabilities? Scale(Predictions predictions, double? storedTemperature) =>
        predictions is { Count: > 0, Labels: { } labels, Probabilities: not null } ? new(predictions, labels, storedTemperature) : null;
}
