using InferenceCost.Records;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Classification;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Tests.Quality.Pairing;

/// <summary>A classifier whose right temperature is known: labels are drawn from its logits divided by it.</summary>
internal static class SimulatedClassifier
{
    /// <param name="items">How many items; their ids are 0, 1, ...</param>
    /// <param name="temperature">Above 1 the model is too sure of itself.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="spread">Standard deviation of the true logits: more is an easier task.</param>
    /// <param name="seed">The same seed draws the same model.</param>
    public static Predictions Predict(int items, double temperature = 1, int classes = 4, double spread = 3, int seed = 1)
    {
        var random = new Random(seed);
        var (labels, logits) = (new int[items], new float[items * classes]);
        var (row, chances) = (new float[classes], new float[classes]);
        for (var i = 0; i < items; i++)
        {
            for (var k = 0; k < classes; k++)
            {
                row[k] = (float)Normal.Sample(random, 0, spread);
                logits[i * classes + k] = (float)(row[k] * temperature);
            }

            Softmax.Apply(row, chances);
            labels[i] = Categorical.Sample(random, Array.ConvertAll(chances, chance => (double)chance));
        }

        string[] ids = [.. Enumerable.Range(0, items).Select(i => FormattableString.Invariant($"{i}"))];
        return Classified.From("simulated", ids, labels, logits, classes, AnswerMeaning.Logits).Predictions!;
    }

    /// <summary>The same items in another order.</summary>
    public static Predictions Shuffle(Predictions predictions, int seed = 7)
    {
        var order = Enumerable.Range(0, predictions.Count).ToArray();
        new Random(seed).Shuffle(order);
        return Take(predictions, order);
    }

    /// <summary>Some of the items.</summary>
    public static Predictions Take(Predictions predictions, int[] positions) => new(
        predictions.Source, [.. positions.Select(i => predictions.Items[i])], [.. positions.Select(i => predictions.Labels![i])],
        [.. positions.Select(i => predictions.Predicted[i])], [.. positions.SelectMany(i => predictions.ProbabilitiesOf(i).ToArray())]);
}
