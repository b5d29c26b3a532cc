using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How far the models' probabilities can be trusted, and how the students' differ from the teacher's.</summary>
internal static class CalibrationTable
{
    /// <summary>Writes both tables, folded; nothing without probabilities.</summary>
    /// <param name="calibrated">Every model with its calibration.</param>
    /// <param name="compared">The students.</param>
    /// <param name="page">Where they are written.</param>
    public static void Write(
        IEnumerable<(string Model, CalibrationRecord? Calibration)> calibrated, IReadOnlyList<Compared> compared, Page page)
    {
        var models = Models(calibrated);
        if (models.IsEmpty)
        {
            return;
        }

        page.Details("Can its probabilities be trusted?", () =>
        {
            page.Table(models);
            page.Table(Differences(compared));
            page.Paragraph($"Student minus teacher, item by item, with 90 % intervals: above zero the student's probabilities are worse.");
        });
    }

    private static Table Models(IEnumerable<(string Model, CalibrationRecord? Calibration)> calibrated) =>
        Table.Of(calibrated.Where(item => item.Calibration is not null)
            .Select(item => (item.Model, Own: item.Calibration!, item.Calibration!.Scaled)))
            .Words("Model", item => item.Model)
            .Numbers(
                "Log loss",
                item => Figure.ThreeDigits(item.Own.NegativeLogLikelihood),
                legend: "Log loss in nats, Brier from 0 to 2: lower is better.")
            .Numbers("Brier", item => Figure.ThreeDigits(item.Own.Brier))
            .Numbers("ECE", item => Percent(item.Own.Ece), legend: "Calibration error (ECE): mean distance between confidence and accuracy "
                + "over 15 bins, beside what a perfectly calibrated model would show on so many items (its mean; "
                + "95 % of them stay below the second figure).")
            .Numbers("ECE if calibrated", item => Null(item.Own.EceNull))
            .Numbers("Temperature", item => item.Scaled is { } scaled ? Temperatures(scaled) : null, optional: true)
            .Numbers(
                "Log loss, scaled", item => item.Scaled is { } scaled ? Figure.ThreeDigits(scaled.NegativeLogLikelihood) : null,
                optional: true, legend: "Scaled: after dividing the logits by a temperature that was not fitted on the scored items.")
            .Numbers("Brier, scaled", item => item.Scaled is { } scaled ? Figure.ThreeDigits(scaled.Brier) : null, optional: true)
            .Numbers("ECE, scaled", item => item.Scaled is { } scaled ? Percent(scaled.Ece) : null, optional: true)
            .Numbers("ECE if calibrated, scaled", item => item.Scaled is { } scaled ? Null(scaled.EceNull) : null, optional: true)
            .Words("Not scaled because", item => item.Own.WhyNotScaled, optional: true);

    private static Table Differences(IReadOnlyList<Compared> compared) =>
        Table.Of(
            compared.Where(item => item.Quality.Calibration is not null).Select(item => (item.Student, Paired: item.Quality.Calibration!)))
            .Words("Student", item => item.Student)
            .Numbers("Log loss", item => Difference(item.Paired.NegativeLogLikelihood))
            .Numbers("Brier", item => Difference(item.Paired.Brier))
            .Numbers("Log loss, scaled", item => Difference(item.Paired.ScaledNegativeLogLikelihood), optional: true)
            .Numbers("Brier, scaled", item => Difference(item.Paired.ScaledBrier), optional: true);

    private static string Percent(double share) => Figure.Percent(share, 2);

    private static string Null(CalibrationNull calibrated) => $"{Percent(calibrated.Mean)} (95 %: {Percent(calibrated.Upper95)})";

    private static string Temperatures(ScaledCalibration scaled) =>
        $"{string.Join(", ", scaled.Temperatures.Select(temperature => Figure.Fixed(temperature, 2)))} ({scaled.TemperatureSource})";

    private static string? Difference(PairedMeanDifference? difference) => difference is null ? null
        : difference is { Low: { } low, High: { } high } ? $"{Signed(difference.Mean)} ({Signed(low)} to {Signed(high)})"
        : Signed(difference.Mean);

    private static string Signed(double value) => (value > 0 ? "+" : "") + Figure.Fixed(value, 4);
}
