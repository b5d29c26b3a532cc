using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Quality.Calibration;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tests.Quality.Pairing;
using InferenceCost.Tests.Statistics;

namespace InferenceCost.Tests.Quality.Calibration;

public sealed class CalibrationTests
{
    [Fact]
    public void Equals_the_reference() => Assert.All(CalibrationCase.All, expected =>
    {
        var actual = ModelCalibration.Compute(expected.Predictions, null)!;
        Assert.Equal((expected.Labels.Length, expected.Clipped), (actual.Items, actual.ClippedItems));
        ReferenceValues.AssertClose(expected.NegativeLogLikelihood, actual.NegativeLogLikelihood);
        ReferenceValues.AssertClose(expected.Brier, actual.Brier);
        ReferenceValues.AssertClose(expected.Ece, actual.Ece);
    });

    [Fact]
    public void Likelihood_and_brier_are_those_of_their_definitions()
    {
        // -(ln 0.5 + ln 0.25) / 2, and ((0.25 + 0.25) + (0.5625 + 0.5625)) / 2
        var record = ModelCalibration.Compute(new Predictions("m", ["a", "b"], [0, 1], [0, 0], [0.5f, 0.5f, 0.75f, 0.25f]), null)!;
        Assert.Equal(1.0397207708399179, record.NegativeLogLikelihood, 12);
        Assert.Equal(0.8125, record.Brier, 12);
    }

    [Fact]
    public void Without_a_stored_temperature_two_are_fitted_and_each_serves_the_other_half()
    {
        var predictions = SimulatedClassifier.Predict(2_000, temperature: 2);
        var (scaled, first, second) = TemperatureScaling.CrossFit(predictions);

        var record = ModelCalibration.Compute(predictions, null)!;

        Assert.Equal(ScaledCalibration.CrossFitted, record.Scaled!.TemperatureSource);
        Assert.Equal([first, second], record.Scaled.Temperatures);
        Assert.Null(record.WhyNotScaled);
        AssertSame(ModelCalibration.Compute(scaled, null)!, record.Scaled);
        Assert.True(record.Scaled.NegativeLogLikelihood < record.NegativeLogLikelihood);
        Assert.True(record.Scaled.Brier < record.Brier);
        Assert.True(record.Ece > record.EceNull.Upper95);
        Assert.True(record.Scaled.Ece < record.Scaled.EceNull.Upper95);
    }

    [Fact]
    public void A_stored_temperature_serves_all_items()
    {
        var predictions = SimulatedClassifier.Predict(30, temperature: 2);

        var scaled = ModelCalibration.Compute(predictions, 1.9)!.Scaled!;

        Assert.Equal((ScaledCalibration.Stored, 1.9), (scaled.TemperatureSource, Assert.Single(scaled.Temperatures)));
        AssertSame(ModelCalibration.Compute(TemperatureScaling.Apply(predictions, 1.9), null)!, scaled);
    }

    [Fact]
    public void A_stored_temperature_needs_neither_many_items_nor_wrong_answers()
    {
        var scaled = ModelCalibration.Compute(new Predictions("m", ["a"], [0], [0], [0.8f, 0.2f]), 2)!.Scaled!;
        // ln(3 / 2), and 2 (1 - 2 / 3)^2
        Assert.Equal(0.4054651081081644, scaled.NegativeLogLikelihood, 1e-6);
        Assert.Equal(2.0 / 9, scaled.Brier, 1e-6);
        Assert.Equal(1.0 / 3, scaled.Ece, 1e-6);
    }

    [Fact]
    public void Too_few_items_are_not_scaled()
    {
        var record = ModelCalibration.Compute(SimulatedClassifier.Predict(19, temperature: 2), null)!;
        Assert.Null(record.Scaled);
        Assert.Equal("19 items are too few to fit a temperature on half of them: it takes 20", record.WhyNotScaled);
    }

    [Theory]
    [InlineData(0, "half of the items fit any sharper temperature better, because no answer among them is wrong")]
    [InlineData(2, "half of the items fit any flatter temperature better, because the answers to them are no better than chance")]
    public void Answers_that_no_temperature_fits_best_are_not_scaled(int label, string whyNot)
    {
        var record = ModelCalibration.Compute(Constant(20, label, [0.7f, 0.2f, 0.1f]), null)!;
        Assert.Null(record.Scaled);
        Assert.Equal(whyNot, record.WhyNotScaled);
    }

    [Fact]
    public void A_true_class_without_any_chance_is_clipped_and_counted()
    {
        var record = ModelCalibration.Compute(new Predictions("m", ["a", "b"], [1, 0], [0, 0], [1, 0, 1, 0]), 1)!;
        Assert.Equal(1, record.ClippedItems);
        // -ln 1e-15 / 2
        Assert.Equal(17.269388197455342, record.NegativeLogLikelihood, 1e-12);
        Assert.Equal(1, record.Brier);
    }

    [Fact]
    public void The_order_of_items_changes_nothing()
    {
        var predictions = SimulatedClassifier.Predict(500, temperature: 1.5);
        var (there, back) =
            (ModelCalibration.Compute(predictions, null)!, ModelCalibration.Compute(SimulatedClassifier.Shuffle(predictions), null)!);
        Assert.Equal(there.EceNull, back.EceNull);
        AssertSame(there, back, 1e-12);
        Assert.Equal(there.Scaled!.EceNull, back.Scaled!.EceNull);
        AssertSame(there.Scaled, back.Scaled, 1e-12);
    }

    [Fact]
    public void The_record_reads_back_the_same()
    {
        var record = ModelCalibration.Compute(SimulatedClassifier.Predict(50, temperature: 1.5), null)!;
        var text = JsonSerializer.Serialize(record, RunJson.OneLine);
        Assert.Contains("\"eceNull\":{\"mean\":", text);
        Assert.Equivalent(record, JsonSerializer.Deserialize<CalibrationRecord>(text, RunJson.OneLine), strict: true);
    }

    [Fact]
    public void There_is_nothing_to_say_without_items_labels_or_probabilities()
    {
        Assert.Null(ModelCalibration.Compute(new Predictions("m", [], [], [], []), null));
        Assert.Null(ModelCalibration.Compute(new Predictions("m", ["a"], null, [0], [1, 0]), null));
        Assert.Null(ModelCalibration.Compute(new Predictions("m", ["a"], [0], [0]), null));
    }

    [Theory]
    [InlineData(2, 0, 0.5f, 0.5f, "m: item a has label 2 and answer 0, and there are 2 classes, from 0")]
    [InlineData(0, 5, 0.5f, 0.5f, "m: item a has label 0 and answer 5, and there are 2 classes, from 0")]
    [InlineData(0, 0, 3.5f, -2.5f, "m: the probabilities of item a are not between 0 and 1 with the sum 1")]
    [InlineData(0, 0, 0.9f, 0.8f, "m: the probabilities of item a are not between 0 and 1 with the sum 1")]
    [InlineData(0, 0, float.NaN, 0.5f, "m: the probabilities of item a are not between 0 and 1 with the sum 1")]
    public void What_is_no_class_or_no_probability_names_its_item(int label, int answer, float first, float second, string message) =>
        Assert.Equal(
            message,
            Assert.Throws<InputException>(
                () => ModelCalibration.Compute(new Predictions("m", ["a"], [label], [answer], [first, second]), null)).Message);

    [Fact]
    public void A_temperature_that_is_not_above_zero_is_refused() =>
        Assert.ThrowsAny<ArgumentException>(() => ModelCalibration.Compute(SimulatedClassifier.Predict(30), 0));

    private static Predictions Constant(int items, int label, float[] row) => new(
        "m", [.. Enumerable.Range(0, items).Select(i => FormattableString.Invariant($"{i}"))], [.. Enumerable.Repeat(label, items)],
        new int[items], [.. Enumerable.Repeat(row, items).SelectMany(same => same)]);

    private static void AssertSame(CalibrationFigures expected, CalibrationFigures actual, double tolerance = 1e-15)
    {
        Assert.Equal(expected.NegativeLogLikelihood, actual.NegativeLogLikelihood, tolerance);
        Assert.Equal(expected.Brier, actual.Brier, tolerance);
        Assert.Equal(expected.Ece, actual.Ece, tolerance);
        Assert.Equal(expected.EceNull.Mean, actual.EceNull.Mean, tolerance);
        Assert.Equal(expected.EceNull.Upper95, actual.EceNull.Upper95, tolerance);
        Assert.Equal(expected.ClippedItems, actual.ClippedItems);
    }
}
