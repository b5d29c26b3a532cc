using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using Column = InferenceCost.Reporting.Document.MarkdownTable.Column;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How far the models' probabilities can be trusted, and how the students' differ from the teacher's.</summary>
internal static class CalibrationTable
{
    /// <summary>Writes both tables, folded; nothing without probabilities.</summary>
    /// <param name="calibrated">Every model with its calibration.</param>
    /// <param name="compared">The students.</param>
    /// <param name="page">Where they are written.</param>
    public static void Write(IEnumerable<(string Model, CalibrationRecord? Calibration)> calibrated, IReadOnlyList<Compared> compared, MarkdownWriter page)
    {
        var models = Models(calibrated);
        if (models.IsEmpty)
        {
            return;
        }

        page.Details("Can its probabilities be trusted?", () =>
        {
            page.Table(models);
            page.Paragraph($"Log loss in nats, Brier from 0 to 2: lower is better. Calibration error (ECE): mean distance between confidence and accuracy over 15 bins, beside what a perfectly calibrated model would show on so many items (its mean; 95 % of them stay below the second figure). Scaled: after dividing the logits by a temperature that was not fitted on the scored items.");
            page.Table(Differences(compared));
            page.Paragraph($"Student minus teacher, item by item, with 90 % intervals: above zero the student's probabilities are worse.");
        });
    }

    private static MarkdownTable Models(IEnumerable<(string Model, CalibrationRecord? Calibration)> calibrated)
    {
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Numbers("Log loss"), Column.Numbers("Brier"), Column.Numbers("ECE"), Column.Numbers("ECE if calibrated"), Column.Numbers("Temperature", optional: true),
            Column.Numbers("Log loss, scaled", optional: true), Column.Numbers("Brier, scaled", optional: true), Column.Numbers("ECE, scaled", optional: true),
            Column.Numbers("ECE if calibrated, scaled", optional: true), Column.Words("Not scaled because", optional: true));
        foreach (var (model, calibration) in calibrated)
        {
            if (calibration is { } own)
            {
                var scaled = own.Scaled;
                table.Add(
                    model, Figure.ThreeDigits(own.NegativeLogLikelihood), Figure.ThreeDigits(own.Brier), Percent(own.Ece), Null(own.EceNull),
                    scaled is null ? null : Temperatures(scaled), scaled is null ? null : Figure.ThreeDigits(scaled.NegativeLogLikelihood), scaled is null ? null : Figure.ThreeDigits(scaled.Brier),
                    scaled is null ? null : Percent(scaled.Ece), scaled is null ? null : Null(scaled.EceNull), own.WhyNotScaled);
            }
        }

        return table;
    }

    private static MarkdownTable Differences(IReadOnlyList<Compared> compared)
    {
        var table = new MarkdownTable(
            Column.Words("Student"), Column.Numbers("Log loss"), Column.Numbers("Brier"), Column.Numbers("Log loss, scaled", optional: true), Column.Numbers("Brier, scaled", optional: true));
        foreach (var (student, quality) in compared)
        {
            if (quality.Calibration is { } paired)
            {
                table.Add(
                    student, Difference(paired.NegativeLogLikelihood), Difference(paired.Brier), Difference(paired.ScaledNegativeLogLikelihood),
                    Difference(paired.ScaledBrier));
            }
        }

        return table;
    }

    private static string Percent(double share) => Figure.Percent(share, 2);

    private static string Null(CalibrationNull calibrated) => $"{Percent(calibrated.Mean)} (95 %: {Percent(calibrated.Upper95)})";

    private static string Temperatures(ScaledCalibration scaled) =>
        $"{string.Join(", ", scaled.Temperatures.Select(temperature => Figure.Fixed(temperature, 2)))} ({scaled.TemperatureSource})";

    private static string? Difference(PairedMeanDifference? difference) => difference is null ? null
        : difference is { Low: { } low, High: { } high } ? $"{Signed(difference.Mean)} ({Signed(low)} to {Signed(high)})"
        : Signed(difference.Mean);

    private static string Signed(double value) => (value > 0 ? "+" : "") + Figure.Fixed(value, 4);
}
