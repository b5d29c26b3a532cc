using System.Text.Json.Serialization;
using InferenceCost.Data;
using InferenceCost.Quality;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Claims;

/// <summary>Teacher and student compared by one metric of recorded predictions, paired item by item.</summary>
public sealed record RecordedComparison
{
    /// <summary>Two-sided: each statement that the interval supports is then a one-sided test at 5 %.</summary>
    private const double Confidence = 0.90;

    /// <summary>Seed of the bootstrap of corpus metrics: the same files give the same interval.</summary>
    private const int Seed = 1;

    /// <summary>How it was scored.</summary>
    public required JudgedMetric Metric { get; init; }

    /// <summary>How many items were paired.</summary>
    public required int Items { get; init; }

    /// <summary>The teacher's score.</summary>
    public required double TeacherScore { get; init; }

    /// <summary>The student's score.</summary>
    public required double StudentScore { get; init; }

    /// <summary>Student minus teacher in the unit of the metric; for perplexity student over teacher.</summary>
    public required double Estimate { get; init; }

    /// <summary>Its interval; null for a single item where that has none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The margin that was declared, in the unit of <see cref="Estimate"/> (for perplexity: the highest ratio that still matches); null without one.</summary>
    public double? Margin { get; init; }

    /// <summary>What the interval says with that margin; null without either.</summary>
    [JsonIgnore]
    public NonInferiorityVerdict? Decision { get; init; }

    /// <summary>The decision in words, those of a claim's quality; null without one.</summary>
    public string? Verdict => Decision is { } decision ? QualityEvidence.Name(decision) : null;

    /// <summary>Who got which item right; null where the metric is not accuracy.</summary>
    public PairedCounts? Counts { get; init; }

    /// <summary>McNemar's mid-p value; null without counts.</summary>
    public double? McNemarMidP { get; init; }

    /// <summary>For accuracy without a decision: how many items it takes.</summary>
    public NeededItems? Needed { get; init; }

    /// <summary>Compares two sets of predictions.</summary>
    /// <exception cref="InputException">They are not of the same items, lack what the metric needs, or the margin does not fit the metric.</exception>
    public static RecordedComparison Of(Predictions teacher, Predictions student, JudgedMetric metric, JudgedMargin? margin)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(student);
        return metric switch
        {
            JudgedMetric.Accuracy => OfAccuracy(PairedOutcomes.Of(teacher, student), margin),
            JudgedMetric.MacroF1 => OfMacroF1(teacher, student, margin),
            _ => OfScores(teacher, student, metric, margin),
        };
    }

    /// <summary>Compares accuracies of outcomes that are paired already.</summary>
    internal static RecordedComparison OfAccuracy(PairedOutcomes outcomes, JudgedMargin? margin)
    {
        var counts = outcomes.Counts ?? throw new InputException("there are no labels, so that nobody can say which answers are right", "record the labels in one of the files, or scores in both");
        var comparison = new RecordedComparison
        {
            Metric = JudgedMetric.Accuracy,
            Items = counts.Items,
            TeacherScore = (double)(counts.BothRight + counts.OnlyTeacherRight) / counts.Items,
            StudentScore = (double)(counts.BothRight + counts.OnlyStudentRight) / counts.Items,
            Estimate = counts.Difference,
            Interval = TangoInterval.Of(counts, Confidence),
            Counts = counts,
            McNemarMidP = McNemar.MidP(counts),
        }.With(margin);
        return comparison.Decision?.IsInconclusive() == true
            ? comparison with { Needed = SampleSize.AfterObserving(counts, comparison.Margin!.Value) }
            : comparison;
    }

    private static RecordedComparison OfMacroF1(Predictions teacher, Predictions student, JudgedMargin? margin)
    {
        var f1 = new PairedMacroF1(teacher, student);
        int[] all = [.. Enumerable.Range(0, teacher.Count)];
        var (first, second) = (f1.Teacher(all), f1.Student(all));
        return new RecordedComparison
        {
            Metric = JudgedMetric.MacroF1,
            Items = teacher.Count,
            TeacherScore = first,
            StudentScore = second,
            Estimate = second - first,
            Interval = PairedBootstrap.Of(teacher.Count, f1.Teacher, f1.Student, Seed, Confidence),
        }.With(margin);
    }

    private static RecordedComparison OfScores(Predictions teacher, Predictions student, JudgedMetric metric, JudgedMargin? margin)
    {
        var (teacherScores, studentScores) = PairedScores.Of(teacher, student);
        var (first, second) = (teacherScores.Average(), studentScores.Average());
        var interval = PairedMeanInterval.Of(teacherScores, studentScores, Confidence);
        var isRatio = metric == JudgedMetric.Perplexity;
        return new RecordedComparison
        {
            Metric = metric,
            Items = teacher.Count,
            TeacherScore = isRatio ? Math.Exp(first) : first,
            StudentScore = isRatio ? Math.Exp(second) : second,
            Estimate = isRatio ? Math.Exp(second - first) : second - first,
            Interval = isRatio && interval is { } logs ? new Interval(Math.Exp(logs.Low), Math.Exp(logs.High), logs.Confidence) : interval,
        }.With(margin);
    }

    private RecordedComparison With(JudgedMargin? declared)
    {
        declared?.Check(Metric);
        if (declared is null || Interval is not { } interval)
        {
            return this;
        }

        if (Metric == JudgedMetric.Perplexity)
        {
            // Lower is better, and on the logarithm a ratio is a difference.
            var gain = new Interval(-Math.Log(interval.High), -Math.Log(interval.Low), interval.Confidence);
            return this with { Margin = 1 + declared.Value, Decision = NonInferiority.Decide(gain, Math.Log(1 + declared.Value)) };
        }

        var margin = declared.Of(TeacherScore);
        return this with { Margin = margin, Decision = NonInferiority.Decide(interval, margin) };
    }
}
