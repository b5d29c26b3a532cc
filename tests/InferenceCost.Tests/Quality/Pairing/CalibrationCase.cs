using System.Globalization;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tests.Statistics;

namespace InferenceCost.Tests.Quality.Pairing;

/// <summary>Predictions with the figures that Reference/make_reference.py finds for them.</summary>
internal sealed record CalibrationCase(
    string Name, float[] Probabilities, int[] Labels, int[] Predicted, int Clipped, double NegativeLogLikelihood, double Brier, double Ece,
    double Temperature)
{
    public static CalibrationCase[] All => ReferenceValues.Of<CalibrationCase>("calibration", "Quality");

    public Predictions Predictions => new(
        Name, [.. Enumerable.Range(0, Labels.Length).Select(i => i.ToString("D4", CultureInfo.InvariantCulture))], Labels, Predicted,
        Probabilities);
}
