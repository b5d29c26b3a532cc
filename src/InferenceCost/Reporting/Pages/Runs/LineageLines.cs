using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using Column = InferenceCost.Reporting.Document.MarkdownTable.Column;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Whether students are closer to this teacher than comparable models that did not learn from it.</summary>
internal static class LineageLines
{
    /// <summary>Writes the findings, how well the comparison does where the truth is known, and the figures folded; nothing without controls.</summary>
    /// <param name="compared">The students.</param>
    /// <param name="checks">The comparison tried on seeds of known origin.</param>
    /// <param name="page">Where it is written.</param>
    public static void Write(IReadOnlyList<Compared> compared, IEnumerable<LineageCheckRecord> checks, MarkdownWriter page)
    {
        var judged = compared.Where(item => item.Quality.Lineage is not null).Select(item => (item.Student, Lineage: item.Quality.Lineage!)).ToList();
        if (judged.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Lineage evidence");
        page.List(judged.Select(item => Markup.Text(item.Lineage.Sentence)));
        page.List(checks.Select(Check));
        page.Paragraph($"Evidence, not certainty: models can be alike for other reasons, and a student can have learnt from a teacher without showing it here.");
        if (judged.Exists(item => item.Lineage.Controls.Count > 0))
        {
            page.Details("Figures behind it", () => Figures(judged, page));
        }
    }

    private static Markup Check(LineageCheckRecord check) => Markup.Of(
        $"Tried where the truth is known, on the seeds of {check.Student}: {check.Found} of {check.Distilled} distilled seeds are called closer (sensitivity {Range(check.SensitivityLow, check.SensitivityHigh)}), and {check.FalseAlarms} of {check.Controls} that never saw the teacher (false alarms {Range(check.FalseAlarmLow, check.FalseAlarmHigh)}; {Figure.Confidence(check.Confidence)} Clopper-Pearson intervals).");

    private static void Figures(List<(string Student, LineageRecord Lineage)> judged, MarkdownWriter page)
    {
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Words("Compared as"), Column.Numbers("Error consistency"), Column.Numbers("Same wrong answer", optional: true),
            Column.Numbers("KL divergence, nats", optional: true), Column.Numbers("Copy probability", optional: true));
        foreach (var (student, lineage) in judged.Where(item => item.Lineage.Controls.Count > 0))
        {
            table.Add(
                student, "student", Decimals(lineage.ErrorConsistency), Figure.Percent(lineage.WrongAgreement, 1), Figure.ThreeDigits(lineage.PredictiveKl),
                Decimals(lineage.CopyProbability));
            foreach (var control in lineage.Controls)
            {
                table.Add(
                    control.Model, $"control for {student}", Decimals(control.ErrorConsistency), Figure.Percent(control.WrongAgreement, 1),
                    Figure.ThreeDigits(control.PredictiveKl), Decimals(control.CopyProbability));
            }

            foreach (var (other, kappa) in lineage.OtherTeachers)
            {
                table.Add(other, $"other teacher of {student}", Decimals(kappa), null, null, null);
            }
        }

        page.Table(table);
        page.List(judged.SelectMany(item => item.Lineage.Excluded).Select(excluded => Markup.Of($"not counted: {excluded}")));
    }

    private static string Range(double low, double high) => $"{Figure.Fixed(100 * low, 0)} to {Figure.Fixed(100 * high, 0)} %";

    private static string Decimals(double? value) => value is { } number ? Figure.Fixed(number, 3) : Figure.None;
}
