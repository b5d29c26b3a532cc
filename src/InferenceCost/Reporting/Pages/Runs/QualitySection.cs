using InferenceCost.Findings.Claims;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How well each model does the task, and how the students compare with the teacher item by item.</summary>
internal static class QualitySection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, Page page)
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

            page.Paragraph(Task(subject));
            foreach (var reading in Readings(subject))
            {
                page.Paragraph(reading);
            }

            WriteScores(subject, [.. subject.Quality.Where(quality => !IsBeside(subject, quality))], page);
            List<QualityRecord> beside = [.. subject.Quality.Where(quality => IsBeside(subject, quality))];
            if (beside.Count > 0)
            {
                page.Details($"Controls and other seeds ({Figure.Count(beside.Count)})", () => WriteScores(subject, beside, page));
            }

            page.List([.. OtherThanRecorded(subject), .. BatchLines.Of(subject)]);

            var compared = Compared.List(subject);
            PairTable.Write(compared, page);
            FidelityTable.Write(compared, page);
            CalibrationTable.Write(subject.Quality.Select(quality => (subject.Label(quality.Model), quality.Calibration)), compared, page);
            ClassTable.Write(compared, page);
            DistillationEffect.Write(compared, page);
            LineageLines.Write(
                compared,
                view.Record.LineageChecks.Where(check => check.Family == subject.Family.Id && check.Provider == subject.Provider),
                page);
        }
    }

    private static string WhyNot(RunRecord run, FamilyOnProvider subject) =>
        run.Unavailable.FirstOrDefault(
            item => item.Metric == Metric.Quality.Id && (item.Provider is null || item.Provider == subject.Provider)
                && (item.Model is null || item.Model.StartsWith(subject.Family.Id + "/", StringComparison.Ordinal)))?.Reason
        ?? (run.Status == RunStatus.Interrupted ? "the run was interrupted before it."
            : subject.Family.Models.Count > 0 && subject.Family.Models.All(model => model.Weights == WeightsKind.Random)
                ? "random weights have a cost and no quality."
            : subject.Family.Task.Dataset is null ? "no evaluation data belongs to this task."
            : "the run gives no reason.");

    private static Phrase Task(FamilyOnProvider subject)
    {
        var scored = Declared(subject) is { } declared ? QualityMetric.Find(declared).Noun
            : string.Join(", ", subject.Quality.Select(quality => QualityMetric.Find(quality.Metric).Noun).Distinct());
        var graded = subject.Family.Models.Where(model => model.Grades is not null).ToList();
        return graded.Count > 0
            ? Phrase.Of($"Scored by {scored}, graded elsewhere: " + string.Join(", ", graded.Select(
                model => $"{model.Id} in {Path.GetFileName(model.Grades!.File)} (SHA-256 {Short(model.Grades.Sha256)})"))
                + ". What the answers were computed on is not known here; the costs are those of this machine.")
            : subject.Family.Task.Dataset is { } data
            ? Phrase.Of($"Scored by {scored} on {data.Name}, split {data.Split} ({Scored(subject, data.Items)}, "
                + $"SHA-256 {Short(data.Sha256)}), on the provider and settings that were timed.")
            : Phrase.Of($"Scored by {scored}, on the provider and settings that were timed.");
    }

    /// <summary>What the numbers of the outputs were taken for: every figure of this section rests on it.</summary>
    private static IEnumerable<Phrase> Readings(FamilyOnProvider subject) =>
        from quality in subject.Quality
        where quality.Answer is not null
        group quality by quality.Answer into alike
        let models = string.Join(", ", alike.Select(quality => subject.Label(quality.Model)))
        select Phrase.Of(
            $"Output {Phrase.Code(alike.Key.Output)} of {models} is read as {EnumWord.Of(alike.Key.Meaning)}: {alike.Key.Evidence}.");

    /// <summary>
    /// The metric by which students are judged, where the records tell the accuracy instead; null where they tell that metric.
    /// </summary>
    private static string? Declared(FamilyOnProvider subject) =>
        subject.Family.Task.Metric is { } metric && QualityMetric.Find(metric).Detail is not null
            && subject.Quality.All(quality => quality.Metric == QualityMetric.Default.Id) ? metric : null;

    private static string Scored(FamilyOnProvider subject, int all)
    {
        var scored = subject.Quality.Max(quality => quality.Items);
        return subject.Family.Task.Kind == TaskKind.Similarity ? $"{Figure.Count(scored)} pairs of {Figure.Count(all)} items"
            : scored == all ? $"{Figure.Count(all)} items" : $"the first {Figure.Count(scored)} of {Figure.Count(all)} items";
    }

    private static Phrase? Origin(ModelRecord? model) => model switch
    {
        null => null,
        { Distilled: true } => "yes",
        { Distilled: false } => "no",
        { Role: ModelRole.Teacher } => "no",
        _ => "not known",
    };

    private static bool IsBeside(FamilyOnProvider subject, QualityRecord quality) =>
        subject.Model(quality.Model)?.Role == ModelRole.Control;

    private static void WriteScores(FamilyOnProvider subject, IReadOnlyList<QualityRecord> records, Page page)
    {
        var notes = new Footnotes();
        page.Table(Scores(subject, records, notes));
        page.List(notes.Lines());
    }

    /// <summary>How many answers of this run are other classes than those that the family carries of the same models.</summary>
    private static IEnumerable<Phrase> OtherThanRecorded(FamilyOnProvider subject) =>
        from quality in subject.Quality
        let share = Detail(quality, "otherThanRecorded")
        let recorded = subject.Model(quality.Model)?.Answers
        where share is not null && recorded is not null
        select Phrase.Of($"{subject.Label(quality.Model)} answers {Figure.Percent(share, 2)} of the items otherwise than its family "
            + $"recorded ({recorded.Words}); only the fresh answers count.");

    private static Phrase Mark(FamilyOnProvider subject, QualityRecord quality, Footnotes notes) => !quality.IsRecorded ? Phrase.Empty
        : notes.Mark("Recorded by the makers of the family, and not computed here: "
            + $"{subject.Model(quality.Model)?.Answers?.Words ?? "how is not known"}.");

    private static Table Scores(FamilyOnProvider subject, IReadOnlyList<QualityRecord> records, Footnotes notes)
    {
        var confidence = string.Join(" / ", subject.Quality.Where(quality => quality.Confidence is not null)
            .Select(quality => Figure.Confidence(quality.Confidence)).Distinct());
        var declared = Declared(subject);
        var isShare = records.All(quality => QualityMetric.Find(quality.Metric).IsShare || quality.Metric == QualityMetric.Agreement.Id);
        var heading = declared is null ? "" : QualityMetric.Find(declared).Heading;
        return Table.Of(records.Select(quality => (Quality: quality, Model: subject.Model(quality.Model))))
            .Words("Model", row => Phrase.Of($"{subject.Label(row.Quality.Model)}{Mark(subject, row.Quality, notes)}"))
            .Words("Role", row => Role(row.Model))
            .Words("Distilled", row => Origin(row.Model))
            .Numbers(heading, row => DeclaredText(subject, row.Quality, declared), optional: true)
            .Numbers(
                Heading(records, declared),
                row => QualityFigures.Score(row.Quality.Metric, row.Quality.Score))
            .Numbers(
                $"{confidence} interval",
                row => row.Quality is { Low: { } low, High: { } high }
                    ? QualityFigures.Interval(row.Quality.Metric, low, high)
                    : null,
                optional: true)
            .Numbers(
                "Correct",
                row => Detail(row.Quality, "correct") is { } correct ? Figure.Count((long)Math.Round(correct)) : null,
                optional: true)
            .Numbers("Items", row => Figure.Count(row.Quality.Items))
            .Numbers(isShare ? "Points over teacher" : "More than teacher", row => Delta(subject, row.Quality, row.Model), optional: true)
            .Numbers("Same answer as teacher", row => Agreement(subject, row.Quality, row.Model), optional: true)
            .Numbers("Cosine with teacher's", row => Cosine(row.Quality), optional: true)
            .Numbers("Largest difference", row => Figure.ThreeDigits(Detail(row.Quality, "largestDifference")), optional: true)
            .Numbers(
                "Mean difference", row => Figure.ThreeDigits(Detail(row.Quality, "meanDifference")), optional: true)
            .Numbers(
                "Top 5 shared", row => Figure.Percent(Detail(row.Quality, "firstShared"), 2), optional: true,
                legend: "Top 5 shared: of an item's five highest numbers, those among the teacher's five highest.")
            .Numbers(
                "Pairs alike", row => Figure.ThreeDigits(Detail(row.Quality, "pairCorrelation")), optional: true,
                legend: "Pairs alike: rank correlation of the cosines of pairs of items with those of the teacher's.")
            .Numbers("Log loss", row => Figure.ThreeDigits(Detail(row.Quality, "negativeLogLikelihood")), optional: true)
            .Numbers("Brier", row => Figure.ThreeDigits(Detail(row.Quality, "brier")), optional: true)
            .Numbers(
                "Divergence from teacher",
                row => row.Model?.Role == ModelRole.Teacher ? null : Figure.ThreeDigits(Detail(row.Quality, "predictiveKl")),
                optional: true);
    }

    /// <summary>The metric's own name where all scores are of one that people know by it.</summary>
    private static string Heading(IReadOnlyList<QualityRecord> records, string? declared) =>
        declared is not null ? QualityMetric.Default.Heading
        : records.Select(quality => quality.Metric).Distinct().ToList() is [var only]
            && QualityMetric.Find(only) is { IsShare: false } metric
            && metric != QualityMetric.Agreement ? metric.Heading
        : "Score";

    /// <summary>A model's score by the declared metric; older runs have it in their claims alone, for teachers and students.</summary>
    private static string? DeclaredText(FamilyOnProvider subject, QualityRecord quality, string? metric)
    {
        var score = metric is not null && QualityMetric.Find(metric).Detail is { } name
            ? Detail(quality, name) ?? Claimed(subject, quality.Model, metric)
            : null;
        return score is not { } value ? null : QualityMetric.Find(metric!).IsShare ? Figure.Percent(value, 2) : Figure.ThreeDigits(value);
    }

    private static double? Claimed(FamilyOnProvider subject, string model, string? metric)
    {
        var judged = subject.Claims.Where(claim => claim.Quality?.Metric == metric).ToList();
        return judged.Find(claim => claim.Student == model)?.Quality?.StudentScore
            ?? judged.Find(claim => claim.Teacher == model)?.Quality?.TeacherScore;
    }

    private static string? Delta(FamilyOnProvider subject, QualityRecord quality, ModelRecord? model)
    {
        var claim = subject.Claims.FirstOrDefault(claim => claim.Student == quality.Model);
        var teacher = subject.Quality.FirstOrDefault(
            other => other.Model == (model?.Teacher ?? claim?.Teacher) && other.Metric == quality.Metric);
        return claim?.Quality is { Low: { } low, High: { } high } paired && paired.Metric == quality.Metric
            ? QualityMetric.Find(paired.Metric).IsShare ? Figure.Points(paired.Delta, low, high) : QualityFigures.Difference(paired)
            : teacher is not null && QualityMetric.Find(quality.Metric).IsShare ? Figure.Points(quality.Score - teacher.Score)
            : null;
    }

    private static string? Agreement(FamilyOnProvider subject, QualityRecord quality, ModelRecord? model) =>
        model?.Role == ModelRole.Teacher ? null
        : Figure.Percent(
            subject.Claims.FirstOrDefault(claim => claim.Student == quality.Model)?.Quality?.Fidelity?.Agreement
            ?? Detail(quality, "agreementWithTeacher"),
            2);

    /// <summary>The mean over items, and the lowest: one item that came out otherwise hides in a mean.</summary>
    private static string? Cosine(QualityRecord quality) =>
        Detail(quality, "cosine") is not { } mean ? null
        : Detail(quality, "lowestCosine") is { } lowest ? $"{Figure.Fixed(mean, 4)} (lowest {Figure.Fixed(lowest, 4)})"
        : Figure.Fixed(mean, 4);

    private static double? Detail(QualityRecord quality, string name) =>
        quality.Details.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null;

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
