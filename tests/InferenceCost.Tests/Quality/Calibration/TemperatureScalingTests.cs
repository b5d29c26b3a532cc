using InferenceCost.Records;
using InferenceCost.Quality.Calibration;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Classification;
using InferenceCost.Tests.Quality.Pairing;
using InferenceCost.Tests.Statistics;

namespace InferenceCost.Tests.Quality.Calibration;

public sealed class TemperatureScalingTests
{
    private static readonly Predictions TooSure = SimulatedClassifier.Predict(400, temperature: 1.7);

    [Fact]
    public void Equals_the_reference() => Assert.All(
        CalibrationCase.All,
        expected => ReferenceValues.AssertClose(expected.Temperature, TemperatureScaling.Fit(expected.Probabilities, expected.Labels)));

    [Theory]
    [InlineData(0.6)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(3)]
    public void Finds_the_temperature_that_the_labels_were_drawn_with(double temperature)
    {
        var predictions = SimulatedClassifier.Predict(20_000, temperature);
        // Its standard error is about 1 % at this many items.
        Assert.Equal(1, TemperatureScaling.Fit(predictions.Probabilities, predictions.Labels) / temperature, 0.04);
    }

    [Fact]
    public void No_temperature_nearby_is_more_likely()
    {
        var best = TemperatureScaling.Fit(TooSure.Probabilities, TooSure.Labels);
        var lowest = Likelihood(TemperatureScaling.Apply(TooSure, best));
        Assert.All([0.9, 0.99, 1.01, 1.1], factor => Assert.True(Likelihood(TemperatureScaling.Apply(TooSure, best * factor)) > lowest));
    }

    [Fact]
    public void Whatever_the_answers_no_temperature_in_reach_is_more_likely()
    {
        var random = new Random(3);
        double[] reach = [.. Enumerable.Range(0, 200).Select(step => 0.01 * Math.Pow(10_000, step / 199.0))];
        for (var round = 0; round < 300; round++)
        {
            var (items, classes, sharpness) = (random.Next(1, 25), random.Next(1, 6), Math.Pow(10, 3 * random.NextDouble() - 1));
            var labels = new int[items];
            var logits = new float[items * classes];
            for (var i = 0; i < logits.Length; i++)
            {
                labels[i / classes] = random.Next(classes);
                logits[i] = (float)(sharpness * (random.NextDouble() - 0.5));
            }

            var probabilities =
                Classified.From("m", new string[items], labels, logits, classes, AnswerMeaning.Logits).Predictions!.Probabilities!;

            var best = TemperatureScaling.Fit(probabilities, labels);

            Assert.InRange(best, TemperatureScaling.Lowest, TemperatureScaling.Highest);
            var lowest = Likelihood(probabilities, labels, best);
            Assert.All(reach, temperature => Assert.True(lowest <= Likelihood(probabilities, labels, temperature) + 1e-12));
        }
    }

    [Fact]
    public void A_temperature_of_1_changes_nothing()
    {
        Assert.Same(TooSure, TemperatureScaling.Apply(TooSure, 1));
        AssertEqual(TooSure.Probabilities!, TemperatureScaling.Apply(TooSure, 1 + 1e-12).Probabilities!, 1e-6);
    }

    [Fact]
    public void Scaling_back_undoes_it() => AssertEqual(
        TooSure.Probabilities!, TemperatureScaling.Apply(TemperatureScaling.Apply(TooSure, 2.5), 1 / 2.5).Probabilities!, 1e-6);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(100)]
    public void The_chosen_class_stays_the_likeliest_and_the_sum_stays_1(double temperature)
    {
        var scaled = TemperatureScaling.Apply(TooSure, temperature);
        Assert.Equal(TooSure.Predicted, scaled.Predicted);
        for (var i = 0; i < scaled.Count; i++)
        {
            var row = scaled.ProbabilitiesOf(i).ToArray();
            Assert.Equal(row.Max(), row[scaled.Predicted[i]]);
            Assert.Equal(1, row.Sum(probability => (double)probability), 1e-6);
        }
    }

    [Fact]
    public void A_higher_temperature_makes_the_model_less_sure()
    {
        var scaled = TemperatureScaling.Apply(new Predictions("m", ["a"], [0], [0], [0.8f, 0.2f]), 2);
        // sqrt(0.8) / (sqrt(0.8) + sqrt(0.2)) = 2 / 3
        Assert.Equal(2f / 3, scaled.Probabilities![0], 1e-6f);
    }

    [Fact]
    public void A_recorded_zero_counts_as_the_floor()
    {
        var scaled = TemperatureScaling.Apply(new Predictions("m", ["a"], [0], [0], [1, 0]), 3);
        // (1e-15)^(1/3) = 1e-5
        Assert.Equal(1e-5 / (1 + 1e-5), scaled.Probabilities![1], 1e-11);
    }

    [Fact]
    public void Each_fold_is_scaled_with_the_temperature_of_the_other()
    {
        // Sorted by id: i0, i1, i10, i2, ...
        string[] ids = [.. Enumerable.Range(0, TooSure.Count).Select(i => FormattableString.Invariant($"i{i}"))];
        var predictions = new Predictions("m", ids, TooSure.Labels, TooSure.Predicted, TooSure.Probabilities);
        var order = Enumerable.Range(0, ids.Length).OrderBy(i => ids[i], StringComparer.Ordinal).ToArray();
        var folds = (
            First: SimulatedClassifier.Take(predictions, [.. order.Where((_, rank) => rank % 2 == 0)]),
            Second: SimulatedClassifier.Take(predictions, [.. order.Where((_, rank) => rank % 2 == 1)]));

        var (scaled, first, second) = TemperatureScaling.CrossFit(predictions);

        Assert.Equal(TemperatureScaling.Fit(folds.First.Probabilities, folds.First.Labels), first);
        Assert.Equal(TemperatureScaling.Fit(folds.Second.Probabilities, folds.Second.Labels), second);
        Assert.NotEqual(first, second);
        Assert.Equal(TemperatureScaling.Apply(folds.First, second).Probabilities, Of(scaled, folds.First.Items));
        Assert.Equal(TemperatureScaling.Apply(folds.Second, first).Probabilities, Of(scaled, folds.Second.Items));
    }

    [Fact]
    public void The_order_of_items_changes_nothing()
    {
        var shuffled = SimulatedClassifier.Shuffle(TooSure);
        Assert.Equal(
            1,
            TemperatureScaling.Fit(shuffled.Probabilities, shuffled.Labels) / TemperatureScaling.Fit(TooSure.Probabilities, TooSure.Labels),
            1e-9);

        var (there, back) = (TemperatureScaling.CrossFit(TooSure), TemperatureScaling.CrossFit(shuffled));

        Assert.Equal((there.First, there.Second), (back.First, back.Second));
        Assert.Equal(there.Scaled.Probabilities!, Of(back.Scaled, there.Scaled.Items));
    }

    [Fact]
    public void Refuses_bad_input()
    {
        var unlabelled = new Predictions("m", ["a", "b"], null, [0, 0], [1, 0, 1, 0]);
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.Fit([], []));
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.Fit([0.5f, 0.5f, 1], [0, 0]));
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.Fit([0.5f, 0.5f], [2]));
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.Apply(unlabelled, 0));
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.Apply(unlabelled, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.Apply(new Predictions("m", ["a"], [0], [0]), 2));
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.CrossFit(unlabelled));
        Assert.ThrowsAny<ArgumentException>(
            () => TemperatureScaling.CrossFit(new Predictions("m", ["a", "b"], [0, 2], [0, 0], [1, 0, 1, 0])));
        Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.CrossFit(new Predictions("m", ["a"], [0], [0], [1, 0])));
    }

    private static double Likelihood(Predictions predictions) => ModelCalibration.Compute(predictions, 1)!.NegativeLogLikelihood;

    /// <summary>By its definition, with ln p clipped at ln 1e-15.</summary>
    private static double Likelihood(float[] probabilities, int[] labels, double temperature) => labels.Select((label, item) =>
    {
        var classes = probabilities.Length / labels.Length;
        double[] row = [.. probabilities.Skip(item * classes).Take(classes).Select(p => Math.Log(Math.Max(p, 1e-15)) / temperature)];
        return row.Max() + Math.Log(row.Sum(score => Math.Exp(score - row.Max()))) - row[label];
    }).Average();

    private static float[] Of(Predictions predictions, string[] items) =>
        [.. items.SelectMany(item => predictions.ProbabilitiesOf(Array.IndexOf(predictions.Items, item)).ToArray())];

    private static void AssertEqual(float[] expected, float[] actual, double tolerance) => Assert.All(
        expected.Zip(actual), pair => Assert.True(
            Math.Abs(pair.First - pair.Second) <= tolerance,
            FormattableString.Invariant($"expected {pair.First:R}, but was {pair.Second:R}")));
}
