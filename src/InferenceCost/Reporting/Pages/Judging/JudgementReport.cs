using System.Globalization;
using InferenceCost.Findings.Claims;
using InferenceCost.Foundation.Figures;
using InferenceCost.Judging;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Pages.Runs;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Judging;

/// <summary>A judgement of recorded predictions as Markdown: the verdict, the scores, what is behind them, the costs.</summary>
public static class JudgementReport
{
    /// <summary>Renders it.</summary>
    /// <returns>The text, lines ended by a line feed.</returns>
    public static string Render(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        var page = new MarkdownWriter(folds: false);
        page.Paragraph($"{Markup.Bold(judgement.Sentence)}");
        page.Table(Scores(judgement));
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

        return page.ToString();
    }

    private static MarkdownTable Scores(Judgement judgement)
    {
        var metric = judgement.Quality?.Metric;
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Words("Role"), Column.Numbers(metric is { } known ? QualityMetric.Find(known).Heading : "Score", optional: true),
            Column.Numbers("95 % interval", optional: true), Column.Numbers("Same answer as teacher", optional: true));
        foreach (var model in judgement.Models)
        {
            // Controls and other teachers are scored by the default metric only.
            var by = model.Role is JudgedRole.Teacher or JudgedRole.Student ? metric : QualityMetric.Default.Id;
            table.Add(
                model.File, EnumWord.Of(model.Role), model.Score is { } score && by is not null && (by == metric || metric is null) ? QualityFigures.Score(by, score) : null,
                model is { Low: { } low, High: { } high } && by == metric ? $"{Figure.Fixed(100 * low, 2)} to {Figure.Fixed(100 * high, 2)} %" : null,
                Figure.Percent(model.AgreementWithTeacher, 2));
        }

        return table;
    }

    private static MarkdownTable Costs(CostOfErrors costs)
    {
        var given = costs.Costs;
        var table = new MarkdownTable(Column.Words("Cost"), Column.Numbers("Figure"), Column.Numbers("Interval", optional: true), Column.Words("What it says"));
        table.Add("Teacher, one item", Price(given.Teacher), null, "as given");
        table.Add("Student, one item", Price(given.Student), null, "as given");
        Row("Teacher, one right answer", costs.TeacherPerCorrect, Price);
        Row("Student, one right answer", costs.StudentPerCorrect, Price);
        Row("Break-even price of an error", costs.BreakEvenErrorPrice, Price);
        if (given.Distillation is { } distillation)
        {
            table.Add("Distillation", Price(distillation), null, "as given");
        }

        Row("Break-even volume", costs.BreakEvenVolume, items => items.ToString("N0", CultureInfo.InvariantCulture));
        return table;

        string Price(double cost) => $"{Figure.ThreeDigits(cost)} {given.Unit}";

        void Row(string name, CostFigure figure, Func<double, string> print) => table.Add(
            name, figure.Value is { } value ? print(value) : "n/a", figure.Low is { } low ? Range(print(low), figure, print) : null, figure.Note);

        static string Range(string low, CostFigure figure, Func<double, string> print) =>
            (figure.High is { } high ? $"{low} to {print(high)}" : $"{low} or more") + $" ({Figure.Confidence(figure.Confidence)})";
    }
}
