using InferenceCost.Data;
using InferenceCost.Quality;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Claims;

/// <summary>Whether a student matches its teacher, told from recorded predictions alone, and what its errors cost.</summary>
public sealed record Judgement
{
    /// <summary>The verdict as one sentence that a person can quote.</summary>
    public required string Sentence { get; init; }

    /// <summary>How many items were paired.</summary>
    public required int Items { get; init; }

    /// <summary>The student against its teacher; null where nothing scores the answers.</summary>
    public RecordedComparison? Comparison { get; init; }

    /// <summary>True where a margin was given: it came with the data, and nobody can see that it was chosen before.</summary>
    public bool MarginNotDeclaredBeforehand { get; init; }

    /// <summary>All models: the teacher, the student, controls, other teachers.</summary>
    public required IReadOnlyList<JudgedModel> Models { get; init; }

    /// <summary>Mean KL(teacher || student) of the probabilities in nats; null without probabilities, or where it is infinite.</summary>
    public double? PredictiveKl { get; init; }

    /// <summary>What right answers and errors cost; null where nobody said what the models cost.</summary>
    public CostOfErrors? Costs { get; init; }

    /// <summary>What a reader should know of the figures.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the student is shown to match.</summary>
    public bool Matches => Comparison?.Decision?.Matches() == true;

    /// <summary>Judges.</summary>
    /// <param name="files">The predictions, read together.</param>
    /// <param name="metric">How to score them; null for accuracy where there are labels, else scores.</param>
    /// <param name="margin">How much worse the student may be; null for figures without a verdict.</param>
    /// <param name="costs">What the models cost; null where nobody says.</param>
    /// <exception cref="InputException">The files are not of the same items, or do not have what the metric needs.</exception>
    public static Judgement Of(JudgedFiles files, JudgedMetric? metric, JudgedMargin? margin, ItemCosts? costs)
    {
        ArgumentNullException.ThrowIfNull(files);
        var aligned = files.Aligned();
        var (teacher, student) = (aligned.Teacher, aligned.Student);
        var chosen = metric ?? aligned.DefaultMetric;
        if (chosen is null && margin is not null)
        {
            throw new InputException("a margin needs labels or scores, and the files have neither", "record the labels, or leave the margin out");
        }

        var outcomes = teacher.HasAnswers && student.HasAnswers ? PairedOutcomes.Of(teacher, student) : null;
        var comparison = chosen is not { } known ? null
            : known == JudgedMetric.Accuracy && outcomes is not null ? RecordedComparison.OfAccuracy(outcomes, margin)
            : RecordedComparison.Of(teacher, student, known, margin);
        return new Judgement
        {
            Sentence = JudgementSentence.Of(teacher.Source, student.Source, comparison, outcomes),
            Items = teacher.Count,
            Comparison = comparison,
            MarginNotDeclaredBeforehand = comparison?.Margin is not null,
            Models =
            [
                JudgedModel.Rival("teacher", teacher, teacher, comparison),
                JudgedModel.OfStudent(student, outcomes?.Agreement, comparison),
                .. aligned.Controls.Select(control => JudgedModel.Rival("control", control, teacher, Against(control))),
                .. aligned.OtherTeachers.Select(other => JudgedModel.Rival("other teacher", other, teacher, Against(other))),
            ],
            PredictiveKl = outcomes?.PredictiveKl is { } divergence && double.IsFinite(divergence) ? divergence : null,
            Costs = costs is null ? null : CostOfErrors.Of(costs, Shares(comparison)),
            Notes = [.. NotesOf(aligned, comparison)],
        };

        RecordedComparison? Against(Predictions rival) => chosen is { } known ? RecordedComparison.Of(rival, student, known, margin: null) : null;
    }

    private static SharesRight? Shares(RecordedComparison? comparison) => comparison is not { Counts: { } counts } ? null
        : new SharesRight(comparison.TeacherScore, comparison.StudentScore)
        {
            TeacherInterval = WilsonInterval.Of(counts.BothRight + counts.OnlyTeacherRight, counts.Items),
            StudentInterval = WilsonInterval.Of(counts.BothRight + counts.OnlyStudentRight, counts.Items),
            Difference = comparison.Interval,
        };

    private static IEnumerable<string> NotesOf(JudgedFiles files, RecordedComparison? comparison)
    {
        if (comparison is not null && (files.Teacher.Clusters ?? files.Student.Clusters) is { } clusters && clusters.Distinct().Count() < clusters.Length)
        {
            yield return "items share clusters, but the intervals take items as independent: they are too narrow";
        }

        if (comparison is { McNemarMidP: >= 0.05 })
        {
            yield return "a large McNemar value is no evidence of a match: it says that no difference was shown";
        }
    }
}
