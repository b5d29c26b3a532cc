using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Whether students are closer to this teacher than comparable models that did not learn from it.</summary>
internal static class LineageLines
{
    /// <summary>
    /// Writes the findings, how well the comparison does where the truth is known, and the figures folded; nothing without controls.
    /// </summary>
    /// <param name="compared">The students.</param>
    /// <param name="checks">The comparison tried on seeds of known origin.</param>
    /// <param name="page">Where it is written.</param>
    public static void Write(IReadOnlyList<Compared> compared, IEnumerable<LineageCheckRecord> checks, Page page)
    {
        var judged = compared.Where(item => item.Quality.Lineage is not null)
            .Select(item => (item.Student, Lineage: item.Quality.Lineage!)).ToList();
        if (judged.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Lineage evidence");
        page.List(judged.Select(item => Phrase.Text(item.Lineage.Sentence)));
        page.List(checks.Select(Check));
        page.Paragraph($"Evidence, not certainty: models can be alike for other reasons, and a student can have learnt from a "
            + $"teacher without showing it here.");
        if (judged.Exists(item => item.Lineage.Controls.Count > 0))
        {
            page.Details("Figures behind it", () => Figures(judged, page));
        }
    }

    private static Phrase Check(LineageCheckRecord check) => Phrase.Of(
        $"Tried where the truth is known, on the seeds of {check.Student}: {check.Found} of {check.Distilled} distilled seeds are called "
        + $"closer (sensitivity {Range(check.SensitivityLow, check.SensitivityHigh)}), and {check.FalseAlarms} of {check.Controls} that "
        + $"never saw the teacher (false alarms {Range(check.FalseAlarmLow, check.FalseAlarmHigh)}; "
        + $"{Figure.Confidence(check.Confidence)} Clopper-Pearson intervals).");

    private static void Figures(List<(string Student, LineageRecord Lineage)> judged, Page page)
    {
        page.Table(Table.Of(judged.Where(item => item.Lineage.Controls.Count > 0).SelectMany(item => Rows(item.Student, item.Lineage)))
            .Words("Model", row => row.Model)
            .Words("Compared as", row => row.As)
            .Numbers("Error consistency", row => Figure.Fixed(row.ErrorConsistency, 3))
            .Numbers("Same wrong answer", row => Figure.Percent(row.WrongAgreement, 1), optional: true)
            .Numbers("KL divergence, nats", row => Figure.ThreeDigits(row.PredictiveKl), optional: true)
            .Numbers("Copy probability", row => Figure.Fixed(row.CopyProbability, 3), optional: true));
        page.List(judged.SelectMany(item => item.Lineage.Excluded).Select(excluded => Phrase.Of($"not counted: {excluded}")));
    }

    private static IEnumerable<Closeness> Rows(string student, LineageRecord lineage) =>
    [
        new Closeness(student, "student", lineage.ErrorConsistency, lineage.WrongAgreement, lineage.PredictiveKl, lineage.CopyProbability),
        .. lineage.Controls.Select(control => new Closeness(
            control.Model, $"control for {student}", control.ErrorConsistency, control.WrongAgreement, control.PredictiveKl,
            control.CopyProbability)),
        .. lineage.OtherTeachers.Select(other => new Closeness(other.Key, $"other teacher of {student}", other.Value, null, null, null)),
    ];

    private static string Range(double low, double high) => $"{Figure.Fixed(100 * low, 0)} to {Figure.Fixed(100 * high, 0)} %";

    /// <summary>How close a model is to the teacher, or the student to another teacher.</summary>
    private sealed record Closeness(
        string Model, string As, double? ErrorConsistency, double? WrongAgreement, double? PredictiveKl, double? CopyProbability);
}
