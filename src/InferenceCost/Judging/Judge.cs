using InferenceCost.Findings.Claims;
using InferenceCost.Foundation;
using InferenceCost.Quality.Calibration;
using InferenceCost.Quality.Lineage;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Judging;

/// <summary>Judges recorded predictions: those of models that cannot run here, such as one behind an API.</summary>
public static class Judge
{
    /// <summary>Judges one student.</summary>
    /// <param name="files">The predictions, read together.</param>
    /// <param name="metric">
    /// One of <see cref="QualityMetric"/>; null for the first of them that the files allow: accuracy where there are labels, else scores.
    /// </param>
    /// <param name="margin">How much worse the student may be; null for figures without a verdict.</param>
    /// <param name="costs">What the models cost; null where nobody says.</param>
    /// <exception cref="InputException">The files are not of the same items, or do not have what the metric needs.</exception>
    public static Judgement Decide(JudgedFiles files, string? metric = null, MarginRecord? margin = null, ItemCosts? costs = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var aligned = files.Aligned();
        var items = PairedItems.Pair(aligned.Teacher, aligned.Student);
        var chosen = metric ?? aligned.AssumedMetric(items);
        if (chosen is null && margin is not null)
        {
            throw new InputException(
                "a margin needs labels or scores, and the files have neither", "record the labels, or leave the margin out");
        }

        // With a million items each of these takes a second, and none waits for another.
        var (scoringFirst, scoringSecond) = (Task.Run(() => Scored(aligned.Teacher)), Task.Run(() => Scored(aligned.Student)));
        var quality = chosen is null
            ? null
            : WithLineage(aligned, QualityComparison.Compare(items, Terms(aligned.Teacher, chosen, margin)));
        var (first, second) = (scoringFirst.GetAwaiter().GetResult(), scoringSecond.GetAwaiter().GetResult());
        List<Task<JudgedModel>> models =
        [
            Task.Run(() => Model(aligned.Teacher, JudgedRole.Teacher, null, Score(aligned.Teacher, quality, quality?.TeacherScore), first)),
            Task.Run(() => Model(
                aligned.Student, JudgedRole.Student, aligned.Teacher, Score(aligned.Student, quality, quality?.StudentScore), second)),
            .. aligned.Controls.Select(control =>
                Task.Run(() => Model(control, JudgedRole.Control, aligned.Teacher, Beside(control, quality), Scored(control)))),
            .. aligned.OtherTeachers.Select(other =>
                Task.Run(() => Model(other, JudgedRole.OtherTeacher, aligned.Teacher, Beside(other, quality), Scored(other)))),
        ];
        quality = quality is null || first is null || second is null
            ? quality
            : quality with { Calibration = PairedCalibration.Compare(first, second) };
        var fidelity = quality is null ? Fidelity.Compute(items) : null;
        return new Judgement
        {
            Sentence = quality is null
                ? $"{aligned.Student.Source} gives the same answer as {aligned.Teacher.Source} on "
                    + $"{ClaimNumbers.Share(fidelity!.Agreement)} of {ClaimNumbers.Count(items.Count)} items; without labels nobody can "
                    + "say which answers are right."
                : QualitySentence.Compose(aligned.Student.Source, aligned.Teacher.Source, quality),
            Matches = quality?.Verdict.Matches() == true,
            Quality = quality,
            Fidelity = fidelity,
            Models = [.. models.Select(model => model.GetAwaiter().GetResult())],
            Notes =
            [
                .. aligned.All().SelectMany(FileRemarks.Of),
                .. AreAlike(items)
                    ? new[] { "Both files give the same to every item. Where one is a copy of the other, nothing was compared." }
                    : [],
            ],
            Repeated =
            [
                .. aligned.All().Where(file => file.Spread is not null).Select(file => new RepeatedFile(file.Source, file.Spread!)),
            ],
            Changes = AnswerChange.Count(aligned),
            Costs = costs is null ? null : CostOfErrors.Compute(costs, Shares(quality)),
        };
    }

    private static bool AreAlike(PairedItems items) =>
        (!items.HasAnswers || Enumerable.Range(0, items.Count).All(items.Agree))
        && (items.Teacher.Numbers is not { } numbers || items.Student.Numbers is not { } others
            || numbers.Given.SequenceEqual(items.OfStudent(others.Given)))
        && (items.Teacher.Texts is not { } texts || items.Student.Texts is not { } written
            || texts.Given.SequenceEqual(items.OfStudent(written.Given)))
        && (items.Teacher.Scores is not { } scores || items.Student.Scores is null || scores.SequenceEqual(items.StudentScores()))
        && (!items.HasProbabilities || Enumerable.Range(0, items.Count).All(item =>
            items.Teacher.ProbabilitiesOf(item).SequenceEqual(items.Student.ProbabilitiesOf(items.OfStudent(item)))));

    private static QualityTerms Terms(Predictions teacher, string metric, MarginRecord? margin) =>
        new(metric, margin, DeclaredBeforehand: false) { ClassNames = teacher.ClassNames ?? [] };

    /// <summary>With controls, what distillation gave, and whether the student is closer to this teacher than they are.</summary>
    private static ClaimQuality WithLineage(JudgedFiles files, ClaimQuality quality)
    {
        if (files.Controls.Count == 0 || files.Teacher.Labels is null || !files.Student.HasAnswers)
        {
            return quality;
        }

        var student = new TrainingRun(files.Student.Source, files.Student, Distilled: true);
        List<TrainingRun> controls = [.. files.Controls.Select(control => new TrainingRun(control.Source, control))];
        return quality with
        {
            Distillation = DistillationGain.Compute(files.Teacher, student, controls),
            Lineage = LineageEvidence.Gather(
                files.Teacher, student, controls, [.. files.OtherTeachers.Select(other => new TrainingRun(other.Source, other))]),
        };
    }

    private static ScoredProbabilities? Scored(Predictions own) =>
        own.HasAnswers ? ScoredProbabilities.Scale(own, storedTemperature: null) : null;

    /// <summary>
    /// A model of the comparison: scored as it was compared, with the interval of its own score. Grades of 0 and 1 whose mean is the
    /// accuracy have the accuracy's.
    /// </summary>
    private static ModelScore? Score(Predictions own, ClaimQuality? quality, double? compared)
    {
        var beside = QualityMetricCatalog.Named(QualityMetric.Default.Id).Score(own);
        return quality is null || compared is not { } score ? beside
            : new ModelScore(
                score,
                QualityMetricCatalog.Named(quality.Metric).Score(own)?.Interval ?? (beside?.Value == score ? beside.Interval : null));
    }

    /// <summary>
    /// A model beside the two: by the metric that compares them, or by the accuracy where it has classes and that is none.
    /// </summary>
    private static ModelScore? Beside(Predictions own, ClaimQuality? quality) =>
        QualityMetricCatalog.Named(JudgedModel.ScoredBy(JudgedRole.Control, quality?.Metric)).Score(own);

    private static JudgedModel Model(
        Predictions own, JudgedRole role, Predictions? teacher, ModelScore? score, ScoredProbabilities? probabilities) => new()
        {
            File = own.Source,
            Role = role,
            Score = score?.Value,
            Low = score?.Interval?.Low,
            High = score?.Interval?.High,
            AgreementWithTeacher = teacher is { HasAnswers: true } && own.HasAnswers ? Agreement(teacher, own) : null,
            Calibration = probabilities is null ? null : ModelCalibration.Compute(probabilities),
        };

    private static double Agreement(Predictions teacher, Predictions own)
    {
        // Aligned before: the same item stands at the same place in both.
        var same = 0;
        for (var i = 0; i < own.Count; i++)
        {
            same += own.Predicted[i] == teacher.Predicted[i] ? 1 : 0;
        }

        return (double)same / own.Count;
    }

    private static SharesRight? Shares(ClaimQuality? quality)
    {
        if (quality is not { BothRight: { } both, OnlyTeacherRight: { } onlyTeacher, OnlyStudentRight: { } onlyStudent })
        {
            return null;
        }

        return new SharesRight(quality.TeacherScore, quality.StudentScore)
        {
            TeacherInterval = WilsonInterval.Compute(both + onlyTeacher, quality.Items),
            StudentInterval = WilsonInterval.Compute(both + onlyStudent, quality.Items),
            Difference = quality is { Low: { } low, High: { } high } ? new Interval(low, high, quality.Confidence) : null,
        };
    }
}
