using System.Globalization;
using InferenceCost.Findings.Claims;
using InferenceCost.Foundation.Figures;
using InferenceCost.Judging;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Pages.Runs;

namespace InferenceCost.Reporting.Pages.Judging;

/// <summary>A judgement of recorded predictions: the verdict, the scores, what is behind them, the costs.</summary>
public static class JudgementReport
{
    /// <summary>Composes it.</summary>
    public static Report Compose(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        var page = new Page();
        page.Paragraph(Phrase.Bold(judgement.Sentence));
        foreach (var note in judgement.Notes)
        {
            page.Paragraph(Phrase.Text(note));
        }

        page.Table(Scores(judgement));
        RepeatTables.Write(judgement, page);
        if (judgement.Costs is { } costs)
        {
            page.Table(Costs(costs));
        }

        if (judgement.Quality is { } quality)
        {
            IReadOnlyList<Compared> compared = [new(judgement.Models[1].File, quality)];
            PairTable.Write(compared, page);
            FidelityTable.Write(compared, page);
            CalibrationTable.Write(judgement.Models.Select(model => (model.File, model.Calibration)), compared, page);
            ClassTable.Write(compared, page);
            DistillationEffect.Write(compared, page);
            LineageLines.Write(compared, [], page);
        }

        return new Report(page, () => judgement);
    }

    private static Table Scores(Judgement judgement)
    {
        var metric = judgement.Quality?.Metric;
        return Table.Of(judgement.Models)
            .Words("Model", model => model.File)
            .Words("Role", model => EnumWord.Of(model.Role))
            .Numbers(metric is { } known ? QualityMetric.Find(known).Heading : "Score", model => Score(model, metric), optional: true)
            .Numbers("95 % interval", model => Interval(model, metric), optional: true)
            .Numbers("Same answer as teacher", model => Figure.Percent(model.AgreementWithTeacher, 2), optional: true);
    }

    private static string? Score(JudgedModel model, string? metric) =>
        model.Score is { } score && JudgedModel.ScoredBy(model.Role, metric) is var by && (by == metric || metric is null)
            ? QualityFigures.Score(by, score)
            : null;

    private static string? Interval(JudgedModel model, string? metric) =>
        model is { Low: { } low, High: { } high } && metric is not null && JudgedModel.ScoredBy(model.Role, metric) == metric
            && QualityMetric.Find(metric).HasInterval
            ? $"{Figure.Fixed(100 * low, 2)} to {Figure.Fixed(100 * high, 2)} %"
            : null;

    private static Table Costs(CostOfErrors costs)
    {
        var given = costs.Costs;
        List<(string Name, string Figure, string? Range, string Note)> rows =
        [
            ("Teacher, one item", Price(given.Teacher), null, "as given"),
            ("Student, one item", Price(given.Student), null, "as given"),
            Row("Teacher, one right answer", costs.TeacherPerCorrect, Price),
            Row("Student, one right answer", costs.StudentPerCorrect, Price),
            Row("Break-even price of an error", costs.BreakEvenErrorPrice, Price),
        ];
        if (given.Distillation is { } distillation)
        {
            rows.Add(("Distillation", Price(distillation), null, "as given"));
        }

        rows.Add(Row("Break-even volume", costs.BreakEvenVolume, items => items.ToString("N0", CultureInfo.InvariantCulture)));
        return Table.Of(rows)
            .Words("Cost", row => row.Name)
            .Numbers("Figure", row => row.Figure)
            .Numbers("Interval", row => row.Range, optional: true)
            .Words("What it says", row => row.Note);

        string Price(double cost) => $"{Figure.ThreeDigits(cost)} {given.Unit}";

        static (string, string, string?, string) Row(string name, CostFigure figure, Func<double, string> print) => (
            name, figure.Value is { } value ? print(value) : "n/a", figure.Low is { } low ? Range(print(low), figure, print) : null,
            figure.Note);

        static string Range(string low, CostFigure figure, Func<double, string> print) =>
            (figure.High is { } high ? $"{low} to {print(high)}" : $"{low} or more") + $" ({Figure.Confidence(figure.Confidence)})";
    }
}
