using System.Numerics.Tensors;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Calibration;

/// <summary>
/// Temperature scaling: probabilities become p^(1/T), renormalised, which is the softmax of the logits divided by T (Guo, Pleiss, Sun,
/// Weinberger, ICML 2017, https://arxiv.org/abs/1706.04599). It changes how sure a model is and never which class it chooses. ln p is
/// clipped at ln 1e-15: of a recorded zero nobody knows how small it was.
/// </summary>
public static class TemperatureScaling
{
    /// <summary>The smallest temperature that is looked for; a fit that returns it ran into it.</summary>
    public const double Lowest = 0.01;

    /// <summary>The largest temperature that is looked for; a fit that returns it ran into it.</summary>
    public const double Highest = 100;

    /// <summary>
    /// A fold with more items is fitted on so many of them, evenly spread. For ten classes and nine answers in ten right they give ln T
    /// with a standard error of 0.005, which raises the mean log loss by 5e-6 nats; a pass over a million items takes a tenth of a second.
    /// </summary>
    public const int MostItemsToFit = 100_000;

    private const int ScoresPerBlock = 8192;

    /// <summary>The temperature that minimises the mean of -ln p(true class).</summary>
    /// <param name="probabilities">Shape [items, classes], row by row.</param>
    /// <param name="labels">The true class of each item, from 0.</param>
    /// <returns>
    /// The temperature; <see cref="Lowest"/> where sharper is always better, as without a wrong answer; <see cref="Highest"/> where flatter
    /// always is, as with answers no better than chance; 1 where every temperature is as good.
    /// </returns>
    /// <exception cref="ArgumentException">No items, unequal numbers of them, or a label that is no class.</exception>
    public static double Fit(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels) =>
        new TemperatureFit(probabilities, labels).Solve();

    /// <summary>The predictions with scaled probabilities; the very same ones for a temperature of 1, which changes nothing.</summary>
    /// <param name="predictions">With probabilities.</param>
    /// <param name="temperature">Above 0.</param>
    /// <exception cref="ArgumentException">No probabilities, or a temperature that is not above 0.</exception>
    public static Predictions Apply(Predictions predictions, double temperature)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Probabilities is not { } probabilities || predictions.Classes is not { } classes)
        {
            throw new ArgumentException("There are no probabilities to scale.", nameof(predictions));
        }

        if (!(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature lies above 0.");
        }

        return temperature == 1 ? predictions : With(predictions, Scaled(probabilities, classes, _ => temperature));
    }

    /// <summary>
    /// Scales every item with a temperature that was fitted without it: the items, sorted by id, fall alternately into two folds, and
    /// each fold is scaled with the temperature of the other. The order in which the items come changes nothing.
    /// </summary>
    /// <param name="predictions">At least two items, with labels and probabilities.</param>
    /// <returns>
    /// The scaled predictions; <c>First</c>, fitted on the first fold (which has the first id) and used for the second; and <c>Second</c>,
    /// the reverse. A temperature at <see cref="Lowest"/> or <see cref="Highest"/> is no optimum.
    /// </returns>
    /// <exception cref="ArgumentException">Fewer than two items, no labels or probabilities, or a label that is no class.</exception>
    public static (Predictions Scaled, double First, double Second) CrossFit(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions is not { Count: >= 2, Labels: { } labels, Probabilities: { } probabilities, Classes: { } classes })
        {
            throw new ArgumentException("Two folds need two items at least, with labels and probabilities.", nameof(predictions));
        }

        if (labels.AsSpan().ContainsAnyExceptInRange(0, classes - 1))
        {
            throw new ArgumentException("A label is none of the classes.", nameof(predictions));
        }

        var order = predictions.Index.ById;
        double first = 1, second = 1;
        Parallel.Invoke(
            () => first = FitFold(predictions, labels, order, fold: 0),
            () => second = FitFold(predictions, labels, order, fold: 1));
        var temperatures = new double[order.Length];
        foreach (var (rank, item) in order.Index())
        {
            temperatures[item] = rank % 2 == 0 ? second : first;
        }

        return (With(predictions, Scaled(probabilities, classes, item => temperatures[item])), first, second);
    }

    private static double FitFold(Predictions predictions, int[] labels, int[] order, int fold)
    {
        var foldItems = (order.Length - fold + 1) / 2;
        var items = Math.Min(foldItems, MostItemsToFit);
        var classes = predictions.Classes!.Value;
        var probabilities = new float[items * classes];
        var truths = new int[items];
        for (var i = 0; i < items; i++)
        {
            var item = order[2 * (int)((long)i * foldItems / items) + fold];
            predictions.ProbabilitiesOf(item).CopyTo(probabilities.AsSpan(i * classes));
            truths[i] = labels[item];
        }

        return Fit(probabilities, truths);
    }

    /// <summary>In blocks of rows: logarithms and exponentials of ten numbers at a time take most of their time to begin.</summary>
    private static float[] Scaled(float[] probabilities, int classes, Func<int, double> temperatureOf)
    {
        var scaled = (float[])probabilities.Clone();
        var block = new double[Math.Max(1, ScoresPerBlock / classes) * classes];
        for (var start = 0; start < scaled.Length; start += block.Length)
        {
            var given = probabilities.AsSpan(start, Math.Min(block.Length, scaled.Length - start));
            var powers = block.AsSpan(0, given.Length);
            LogProbabilities.Compute(given, powers);
            for (var first = 0; first < powers.Length; first += classes)
            {
                // The largest becomes e^0 = 1 whatever the temperature, so that the sum is never zero.
                var row = powers.Slice(first, classes);
                var temperature = temperatureOf((start + first) / classes);
                var largest = row[0];
                foreach (var log in row)
                {
                    largest = Math.Max(largest, log);
                }

                foreach (ref var log in row)
                {
                    log = (log - largest) / temperature;
                }
            }

            TensorPrimitives.Exp<double>(powers, powers);
            for (var first = 0; first < powers.Length; first += classes)
            {
                if (temperatureOf((start + first) / classes) != 1)
                {
                    Normalise(powers.Slice(first, classes), scaled.AsSpan(start + first, classes));
                }
            }
        }

        return scaled;
    }

    private static void Normalise(ReadOnlySpan<double> powers, Span<float> shares)
    {
        var sum = 0.0;
        foreach (var power in powers)
        {
            sum += power;
        }

        for (var i = 0; i < powers.Length; i++)
        {
            shares[i] = (float)(powers[i] / sum);
        }
    }

    private static Predictions With(Predictions predictions, float[] probabilities) =>
        predictions.WithProbabilities(probabilities);
}
