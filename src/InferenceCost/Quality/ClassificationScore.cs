using InferenceCost.Data;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality;

/// <summary>How well a classifier does on labelled items.</summary>
/// <param name="Items">How many items were scored.</param>
/// <param name="Correct">How many of them it got right.</param>
/// <param name="Interval">Wilson's 95 % interval of the accuracy.</param>
/// <param name="NegativeLogLikelihood">Mean over items of -ln p(true class), in nats; infinite where a true class was given no chance at all, null without probabilities.</param>
/// <param name="Brier">Mean over items of the squared distance between probabilities and truth, summed over classes (0 to 2); null without probabilities.</param>
public sealed record ClassificationScore(int Items, int Correct, Interval Interval, double? NegativeLogLikelihood, double? Brier)
{
    /// <summary>Share of the items that it got right.</summary>
    public double Accuracy => (double)Correct / Items;

    /// <summary>Scores predictions.</summary>
    /// <exception cref="InputException">There are no items or no labels, or a label is none of the classes.</exception>
    public static ClassificationScore Of(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Count == 0 || predictions.Labels is not { } labels)
        {
            var lacking = predictions.Count == 0 ? "items" : "labels";
            throw new InputException($"{predictions.Source}: there are no {lacking}, so there is nothing to score", $"record predictions with {lacking}");
        }

        var correct = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            correct += labels[i] == predictions.Predicted[i] ? 1 : 0;
        }

        var (likelihood, brier) = Probabilistic(predictions, labels);
        return new ClassificationScore(labels.Length, correct, WilsonInterval.Of(correct, labels.Length), likelihood, brier);
    }

    private static (double? NegativeLogLikelihood, double? Brier) Probabilistic(Predictions predictions, int[] labels)
    {
        if (predictions.Classes is not { } classes)
        {
            return (null, null);
        }

        double likelihood = 0, brier = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new InputException(
                    FormattableString.Invariant($"{predictions.Source}: item {predictions.Items[i]} has label {labels[i]}, and there are {classes} classes, from 0"),
                    "check that labels and outputs count the classes alike");
            }

            var row = predictions.ProbabilitiesOf(i);
            likelihood -= Math.Log(row[labels[i]]);
            for (var k = 0; k < row.Length; k++)
            {
                var distance = row[k] - (k == labels[i] ? 1.0 : 0.0);
                brier += distance * distance;
            }
        }

        return (likelihood / labels.Length, brier / labels.Length);
    }
}
