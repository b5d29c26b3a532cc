using System.Globalization;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Calibration;

/// <summary>A model's predictions after temperature scaling, or why there are none.</summary>
/// <param name="Predictions">The scaled predictions; null where a temperature means nothing here.</param>
/// <param name="Temperatures">As <see cref="ScaledCalibration.Temperatures"/>; empty without predictions.</param>
/// <param name="Source">As <see cref="ScaledCalibration.TemperatureSource"/>.</param>
/// <param name="WhyNot">Why there are none; null where there are.</param>
internal sealed record ScaledPredictions(Predictions? Predictions, IReadOnlyList<double> Temperatures, string Source, string? WhyNot)
{
    /// <summary>Scales with the stored temperature, else with those that each half of the items gives the other.</summary>
    public static ScaledPredictions Scale(Predictions predictions, double? storedTemperature)
    {
        if (storedTemperature is { } temperature)
        {
            return new(TemperatureScaling.Apply(predictions, temperature), [temperature], ScaledCalibration.Stored, null);
        }

        if (predictions.Count < ModelCalibration.FewestItemsToFit)
        {
            return None(string.Create(
                CultureInfo.InvariantCulture,
                $"{predictions.Count} items are too few to fit a temperature on half of them: "
                + $"it takes {ModelCalibration.FewestItemsToFit}"));
        }

        var (scaled, first, second) = TemperatureScaling.CrossFit(predictions);
        return (first, second) switch
        {
            (TemperatureScaling.Lowest, _) or (_, TemperatureScaling.Lowest) => None(
                "half of the items fit any sharper temperature better, because no answer among them is wrong"),
            (TemperatureScaling.Highest, _) or (_, TemperatureScaling.Highest) => None(
                "half of the items fit any flatter temperature better, because the answers to them are no better than chance"),
            _ => new(scaled, [first, second], ScaledCalibration.CrossFitted, null),
        };
    }

    private static ScaledPredictions None(string whyNot) => new(null, [], ScaledCalibration.CrossFitted, whyNot);
}
