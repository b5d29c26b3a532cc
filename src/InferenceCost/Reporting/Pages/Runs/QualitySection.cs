using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How well each model does the task, and how the students compare with the teacher item by item.</summary>
internal static class QualitySection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, MarkdownWriter page)
    {
        page.Heading(2, $"Quality");
        if (view.Subjects.Count == 0)
        {
            page.Paragraph($"Not measured.");
        }

        foreach (var subject in view.Subjects)
        {
            page.Heading(3, $"{subject.Family.Name} on {subject.Provider}");
            if (subject.Quality.Count == 0)
            {
                page.Paragraph($"Not measured: {WhyNot(view.Record, subject).TrimEnd('.')}.");
                continue;
            }

            page.Paragraph($"{Task(subject)}");
            page.Table(Scores(subject));
            var compared = Compared.Of(subject);
            PairTable.Write(compared, page);
            FidelityTable.Write(compared, page);
            CalibrationTable.Write(subject.Quality.Select(quality => (subject.Label(quality.Model), quality.Calibration)), compared, page);
            ClassTable.Write(compared, page);
            DistillationEffect.Write(compared, page);
            LineageLines.Write(compared, view.Record.LineageChecks.Where(check => check.Family == subject.Family.Id && check.Provider == subject.Provider), page);
        }
    }

    private static string WhyNot(RunRecord run, FamilyOnProvider subject) =>
        run.Unavailable.FirstOrDefault(item => item.Metric == Metric.Quality.Id && (item.Provider is null || item.Provider == subject.Provider)
            && (item.Model is null || item.Model.StartsWith(subject.Family.Id + "/", StringComparison.Ordinal)))?.Reason
        ?? (run.Status == RunStatus.Interrupted ? "the run was interrupted before it."
            : subject.Family.Models.Count > 0 && subject.Family.Models.All(model => model.Weights == WeightsKind.Random) ? "random weights have a cost and no quality."
            : subject.Family.Task.Dataset is null ? "no evaluation data belongs to this task."
            : "the run gives no reason.");

    private static Markup Task(FamilyOnProvider subject)
    {
        var scored = Declared(subject) is { } declared ? QualityMetric.Find(declared).Noun
            : string.Join(", ", subject.Quality.Select(quality => QualityMetric.Find(quality.Metric).Noun).Distinct());
        return subject.Family.Task.Dataset is { } data
            ? Markup.Of($"Scored by {scored} on {data.Name}, split {data.Split} ({Scored(subject, data.Items)}, SHA-256 {Short(data.Sha256)}), on the provider and settings that were timed.")
            : Markup.Of($"Scored by {scored}, on the provider and settings that were timed.");
    }

    /// <summary>The metric by which students are judged, where the records tell the accuracy instead; null where they tell that metric.</summary>
    private static string? Declared(FamilyOnProvider subject) =>
        subject.Family.Task.Metric is { } metric && QualityMetric.Find(metric).Detail is not null
            && subject.Quality.All(quality => quality.Metric == QualityMetric.Default.Id) ? metric : null;

    private static string Scored(FamilyOnProvider subject, int all)
    {
        var scored = subject.Quality.Max(quality => quality.Items);
        return scored == all ? $"{Figure.Count(all)} items" : $"the first {Figure.Count(scored)} of {Figure.Count(all)} items";
    }

    private static MarkdownTable Scores(FamilyOnProvider subject)
    {
        var confidence = string.Join(" / ", subject.Quality.Select(quality => Figure.Confidence(quality.Confidence)).Distinct());
        var declared = Declared(subject);
        var heading = declared is null ? "" : QualityMetric.Find(declared).Heading;
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Words("Role"), Column.Words("Distilled"),
            Column.Numbers(heading, optional: true),
            Column.Numbers(declared is null ? "Score" : QualityMetric.Default.Heading), Column.Numbers($"{confidence} interval"),
            Column.Numbers("Correct", optional: true), Column.Numbers("Items"), Column.Numbers("Points over teacher", optional: true),
            Column.Numbers("Same answer as teacher", optional: true), Column.Numbers("Log loss", optional: true), Column.Numbers("Brier", optional: true),
            Column.Numbers("Divergence from teacher", optional: true));
        foreach (var quality in subject.Quality)
        {
            var model = subject.Model(quality.Model);
            table.Add(
                subject.Label(quality.Model), Role(model), model is null ? null : model.Distilled ? "yes" : "no",
                DeclaredText(subject, quality, declared), Figure.Percent(quality.Score, 2),
                $"{Figure.Fixed(100 * quality.Low, 2)} to {Figure.Fixed(100 * quality.High, 2)} %",
                Detail(quality, "correct") is { } correct ? Figure.Count((long)Math.Round(correct)) : null, Figure.Count(quality.Items),
                Delta(subject, quality, model), Agreement(subject, quality, model), Figure.ThreeDigits(Detail(quality, "negativeLogLikelihood")),
                Figure.ThreeDigits(Detail(quality, "brier")), model?.Role == ModelRole.Teacher ? null : Figure.ThreeDigits(Detail(quality, "predictiveKl")));
        }

        return table;
    }

    /// <summary>A model's score by the declared metric; older runs have it in their claims alone, for teachers and students.</summary>
    private static Markup? DeclaredText(FamilyOnProvider subject, QualityRecord quality, string? metric)
    {
        var score = metric is not null && QualityMetric.Find(metric).Detail is { } name ? Detail(quality, name) ?? Claimed(subject, quality.Model, metric) : null;
        return score is not { } value ? null : QualityMetric.Find(metric!).IsShare ? Figure.Percent(value, 2) : Figure.ThreeDigits(value);
    }

    private static double? Claimed(FamilyOnProvider subject, string model, string? metric)
    {
        var judged = subject.Claims.Where(claim => claim.Quality?.Metric == metric).ToList();
        return judged.Find(claim => claim.Student == model)?.Quality?.StudentScore
            ?? judged.Find(claim => claim.Teacher == model)?.Quality?.TeacherScore;
    }

    private static Markup? Delta(FamilyOnProvider subject, QualityRecord quality, ModelRecord? model)
    {
        var claim = subject.Claims.FirstOrDefault(claim => claim.Student == quality.Model);
        var teacher = subject.Quality.FirstOrDefault(other => other.Model == (model?.Teacher ?? claim?.Teacher) && other.Metric == quality.Metric);
        return claim?.Quality is { Low: { } low, High: { } high } paired && paired.Metric == quality.Metric ? Figure.Points(paired.Delta, low, high)
            : teacher is not null ? Figure.Points(quality.Score - teacher.Score)
            : null;
    }

    private static Markup? Agreement(FamilyOnProvider subject, QualityRecord quality, ModelRecord? model) =>
        model?.Role == ModelRole.Teacher ? null
        : Figure.Percent(
            subject.Claims.FirstOrDefault(claim => claim.Student == quality.Model)?.Quality?.Fidelity?.Agreement ?? Detail(quality, "agreementWithTeacher"), 2);

    private static double? Detail(QualityRecord quality, string name) => quality.Details.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null;

    private static string? Role(ModelRecord? model) => model switch
    {
        null => null,
        { Role: ModelRole.Control, ControlFor: { } student, Distilled: true } => $"another seed of {student}",
        { Role: ModelRole.Control, ControlFor: { } student } => $"control for {student}",
        { Role: ModelRole.Control } => "control",
        { Role: ModelRole.Teacher } => "teacher",
        _ => "student",
    };

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
