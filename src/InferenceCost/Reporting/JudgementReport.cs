using System.Globalization;
using InferenceCost.Claims;
using InferenceCost.Reporting.Markdown;
using static InferenceCost.Reporting.Markdown.MarkdownTable;

namespace InferenceCost.Reporting;

/// <summary>A judgement of recorded predictions as Markdown: the verdict, the scores, the comparisons, the costs.</summary>
public static class JudgementReport
{
    /// <summary>Renders it.</summary>
    /// <returns>The text, lines ended by a line feed.</returns>
    public static string Render(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        var page = new MarkdownWriter();
        page.Paragraph($"{Markup.Bold(judgement.Sentence)}");
        page.Table(Scores(judgement));
        page.Table(Comparisons(judgement));
        page.List(judgement.Notes.Select(note => Markup.Text(note)));
        if (judgement.Costs is { } costs)
        {
            page.Table(Costs(costs));
        }

        return page.ToString();
    }

    private static MarkdownTable Scores(Judgement judgement)
    {
        var metric = judgement.Comparison?.Metric;
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Words("Role"), Column.Numbers(metric is { } known ? Name(known) : "Score", optional: true),
            Column.Numbers("95 % interval", optional: true), Column.Numbers("Items"), Column.Numbers("Same answer as teacher", optional: true),
            Column.Numbers("Divergence from teacher", optional: true));
        foreach (var model in judgement.Models)
        {
            table.Add(
                model.File, model.Role, model.Score is { } score ? Score(metric!.Value, score) : null,
                model.Interval is { } interval ? $"{Figure.Fixed(100 * interval.Low, 2)} to {Figure.Fixed(100 * interval.High, 2)} %" : null,
                Figure.Count(judgement.Items), Figure.Percent(model.AgreementWithTeacher, 2), model.Role == "student" ? Figure.ThreeDigits(judgement.PredictiveKl) : null);
        }

        return table;
    }

    private static MarkdownTable Comparisons(Judgement judgement)
    {
        var table = new MarkdownTable(
            Column.Words("Student against"), Column.Numbers("Difference"), Column.Numbers("Interval"), Column.Words("Margin", optional: true),
            Column.Words("Verdict", optional: true), Column.Numbers("Only the other right", optional: true), Column.Numbers("Only student right", optional: true),
            Column.Numbers("McNemar mid-p", optional: true));
        foreach (var model in judgement.Models.Where(model => model.Student is not null))
        {
            var compared = model.Student!;
            table.Add(
                model.File, JudgementSentence.Change(compared, compared.Estimate) + (IsShare(compared.Metric) ? " points" : ""),
                compared.Interval is { } bounds
                    ? $"{JudgementSentence.Change(compared, bounds.Low)} to {JudgementSentence.Change(compared, bounds.High)} ({Figure.Confidence(bounds.Confidence)})"
                    : null,
                compared.Margin is null ? null : $"{JudgementSentence.Margin(compared)}{(judgement.MarginNotDeclaredBeforehand ? ", not declared beforehand" : "")}",
                compared.Verdict, Figure.Count(compared.Counts?.OnlyTeacherRight), Figure.Count(compared.Counts?.OnlyStudentRight), PValue(compared.McNemarMidP));
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

    private static string Name(JudgedMetric metric) => metric switch
    {
        JudgedMetric.Accuracy => "Accuracy",
        JudgedMetric.MacroF1 => "Macro F1",
        JudgedMetric.Perplexity => "Perplexity",
        _ => "Mean score",
    };

    private static string Score(JudgedMetric metric, double score) =>
        IsShare(metric) ? Figure.Percent(score, 2) : score.ToString("0.####", CultureInfo.InvariantCulture);

    private static bool IsShare(JudgedMetric metric) => metric is JudgedMetric.Accuracy or JudgedMetric.MacroF1;

    private static string? PValue(double? value) =>
        value is not { } number ? null : number < 0.0001 ? "below 0.0001" : number.ToString("F4", CultureInfo.InvariantCulture);
}
