using InferenceCost.Quality.Calibration;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tests.Quality.Pairing;
using InferenceCost.Tests.Statistics;

namespace InferenceCost.Tests.Quality.Calibration;

public sealed class ExpectedCalibrationErrorTests
{
    private static readonly double[] Confidences = [0.55, 0.97, 0.81, 0.99, 0.64, 0.9, 0.97, 0.72];
    private static readonly bool[] Correct = [false, true, true, true, true, false, true, false];

    [Fact]
    public void Equals_the_reference() => Assert.All(
        ReferenceValues.Of<Case>("calibration-error", "Quality"),
        expected => ReferenceValues.AssertClose(expected.Error, ExpectedCalibrationError.Compute(expected.Confidences, expected.Correct)));

    [Fact]
    public void The_order_of_items_changes_nothing()
    {
        double[] confidences = [.. Confidences.Reverse()];
        bool[] correct = [.. Correct.Reverse()];
        Assert.Equal(ExpectedCalibrationError.Compute(Confidences, Correct), ExpectedCalibrationError.Compute(confidences, correct), 1e-15);
        Assert.Equal(ExpectedCalibrationError.Null(Confidences, 3), ExpectedCalibrationError.Null(confidences, 3));
    }

    [Fact]
    public void The_null_is_that_of_all_answers_that_a_calibrated_model_can_give() =>
        Assert.All(ReferenceValues.Of<NullCase>("calibration-null", "Quality"), expected =>
        {
            var actual = ExpectedCalibrationError.Null(expected.Confidences, 5);
            var reach = 4 * expected.Deviation / Math.Sqrt(actual.Resamples);
            Assert.InRange(actual.Mean, expected.Mean - reach, expected.Mean + reach);
            Assert.InRange(actual.Upper95, expected.Low - 1e-9, expected.High + 1e-9);
        });

    [Fact]
    public void A_calibrated_model_shows_more_than_nothing_and_less_with_more_items()
    {
        // Both are right about 95 times in 100; a less certain model shows more (2.3 % at 88 in 100).
        Assert.Equal(0.015, NullOf(872, classes: 2, spread: 7).Mean, 0.001);
        Assert.InRange(NullOf(10_000, classes: 10, spread: 20).Mean, 0.004, 0.006);
    }

    [Fact]
    public void One_calibrated_model_in_twenty_lies_above_the_95_percent_quantile()
    {
        var above = 0;
        for (var model = 0; model < 400; model++)
        {
            var (confidences, correct) = Answers(SimulatedClassifier.Predict(150, seed: 1000 + model));
            above += ExpectedCalibrationError.Compute(confidences, correct) > ExpectedCalibrationError.Null(confidences, model).Upper95
                ? 1
                : 0;
        }

        // 20 are expected; a binomial count leaves these limits once in 2,000 times.
        Assert.InRange(above, 7, 37);
    }

    [Fact]
    public void An_uncalibrated_model_lies_above_the_95_percent_quantile()
    {
        var (confidences, correct) = Answers(SimulatedClassifier.Predict(2_000, temperature: 1.5));
        Assert.True(ExpectedCalibrationError.Compute(confidences, correct) > ExpectedCalibrationError.Null(confidences, 1).Upper95);
    }

    [Fact]
    public void A_model_that_is_certain_is_never_off_by_chance()
    {
        var certain = ExpectedCalibrationError.Null([1, 1, 1, 0], 1);
        Assert.Equal((0.0, 0.0), (certain.Mean, certain.Upper95));
    }

    [Fact]
    public void The_same_seed_gives_the_same_null_and_another_one_another()
    {
        Assert.Equal(ExpectedCalibrationError.Null(Confidences, 1), ExpectedCalibrationError.Null(Confidences, 1));
        Assert.NotEqual(ExpectedCalibrationError.Null(Confidences, 1).Mean, ExpectedCalibrationError.Null(Confidences, 2).Mean);
    }

    [Theory]
    [InlineData(100_000, 0.9)]
    [InlineData(240_000, 0.99)]
    [InlineData(400_000, 0.9)]
    public void Many_items_are_drawn_a_bin_at_a_time(int items, double confidence)
    {
        var confidences = new double[items];
        Array.Fill(confidences, confidence);
        var chance = ExpectedCalibrationError.Null(confidences, 1);
        // One bin: the error is the distance of a binomial share from its mean, sqrt(2 / pi) standard deviations on average.
        var mean = Math.Sqrt(2 / Math.PI * confidence * (1 - confidence) / items);
        var reach = 4 * 0.756 / Math.Sqrt(chance.Resamples);
        Assert.InRange(chance.Mean, mean * (1 - reach), mean * (1 + reach));
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => ExpectedCalibrationError.Compute([], []));
        Assert.ThrowsAny<ArgumentException>(() => ExpectedCalibrationError.Compute([0.5, 0.5], [true]));
        Assert.ThrowsAny<ArgumentException>(() => ExpectedCalibrationError.Compute([1.01], [true]));
        Assert.ThrowsAny<ArgumentException>(() => ExpectedCalibrationError.Compute([double.NaN], [true]));
        Assert.ThrowsAny<ArgumentException>(() => ExpectedCalibrationError.Null([], 1));
        Assert.ThrowsAny<ArgumentException>(() => ExpectedCalibrationError.Null([-0.1], 1));
    }

    private static CalibrationNull NullOf(int items, int classes, double spread) =>
        ExpectedCalibrationError.Null(Answers(SimulatedClassifier.Predict(items, 1, classes, spread)).Confidences, 1);

    private static (double[] Confidences, bool[] Correct) Answers(Predictions predictions)
    {
        var items = Enumerable.Range(0, predictions.Count);
        return (
            [.. items.Select(i => (double)predictions.ProbabilitiesOf(i)[predictions.Predicted[i]])],
            [.. items.Select(i => predictions.Predicted[i] == predictions.Labels![i])]);
    }

    private sealed record Case(double[] Confidences, bool[] Correct, double Error);

    private sealed record NullCase(double[] Confidences, double Mean, double Deviation, double Low, double High);
}
