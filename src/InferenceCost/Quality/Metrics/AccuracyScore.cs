using InferenceCost.Foundation;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>How many labelled items a classifier gets right.</summary>
/// <param name="Items">How many items were scored.</param>
/// <param name="Correct">How many of them it got right.</param>
/// <param name="Interval">Wilson's 95 % interval of the accuracy.</param>
public sealed record AccuracyScore(int Items, int Correct, Interval Interval)
{
    /// <summary>Share of the items that it got right.</summary>
    public double Accuracy => (double)Correct / Items;

    /// <summary>Scores predictions.</summary>
    /// <exception cref="InputException">There are no items or no labels.</exception>
    public static AccuracyScore Compute(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Count == 0 || predictions.Labels is not { } labels)
        {
            var lacking = predictions.Count == 0 ? "items" : "labels";
            throw new InputException(
                $"{predictions.Source}: there are no {lacking}, so there is nothing to score", $"record predictions with {lacking}");
        }

        var correct = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            correct += labels[i] == predictions.Predicted[i] ? 1 : 0;
        }

        return new AccuracyScore(labels.Length, correct, WilsonInterval.Compute(correct, labels.Length));
    }
}
