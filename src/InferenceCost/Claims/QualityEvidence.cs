using System.Globalization;
using InferenceCost.Data;
using InferenceCost.Quality;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Claims;

/// <summary>What the run shows of quality, or why it shows nothing.</summary>
/// <param name="Quality">The paired comparison; null where there is none.</param>
/// <param name="Verdict">Its verdict; null where there is none.</param>
/// <param name="Missing">Why there is none; null where there is one.</param>
/// <param name="Undecidable">True where items were scored, but nobody said how much worse is still a match.</param>
internal sealed record QualityEvidence(ClaimQuality? Quality, NonInferiorityVerdict? Verdict, string? Missing, bool Undecidable = false)
{
    /// <summary>Two-sided: each statement that the interval supports is then a one-sided test at 5 %.</summary>
    private const double Confidence = 0.90;

    /// <summary>Compares the recorded predictions of teacher and student, item by item.</summary>
    public static QualityEvidence Of(ClaimSubject subject, Func<QualityRecord, Predictions> load)
    {
        // Checked first: a score of random weights would be a number about nothing.
        if (subject.Teacher.Weights == WeightsKind.Random || subject.Student.Weights == WeightsKind.Random)
        {
            return None("random weights");
        }

        if (Scored(subject, subject.Student, QualityScoring.Agreement) is { } unlabelled)
        {
            return None($"no labels; same answer as {subject.Teacher.Id} on {ClaimNumbers.Share(unlabelled.Score)} of {ClaimNumbers.Count(unlabelled.Items)} items");
        }

        if (subject.Task.Metric is null)
        {
            return None("the task has no labels");
        }

        if (subject.Task.Metric != QualityScoring.Accuracy)
        {
            return None($"{subject.Task.Metric} is no metric that pairs items");
        }

        if (Scored(subject, subject.Teacher) is not { } teacher || Scored(subject, subject.Student) is not { } student)
        {
            return None(subject.WhyUnavailable("quality") ?? "not every model was scored");
        }

        try
        {
            var outcomes = PairedOutcomes.Of(load(teacher), load(student));
            return outcomes.Counts is { } counts ? Compared(subject, counts, outcomes.Agreement) : None("the items have no labels");
        }
        catch (InputException error)
        {
            // Predictions that do not fit together cost this claim, not the report of everything else that was measured.
            return None(error.Message);
        }
    }

    private static QualityEvidence Compared(ClaimSubject subject, PairedCounts counts, double agreement)
    {
        var teacherScore = (double)(counts.BothRight + counts.OnlyTeacherRight) / counts.Items;
        if (subject.Task.Margin is not { } declared)
        {
            return None("no margin was declared") with { Undecidable = true };
        }

        var margin = declared.Kind == "relative" ? declared.Value * teacherScore : declared.Value;
        if (!(margin > 0 && margin < 1))
        {
            return None("the margin leaves nothing to lose: it must lie between 0 and 1 of the score") with { Undecidable = true };
        }

        var interval = TangoInterval.Of(counts, Confidence);
        var verdict = NonInferiority.Decide(interval, margin);
        var needed = verdict.IsInconclusive() ? SampleSize.AfterObserving(counts, margin) : null;
        return new QualityEvidence(
            new ClaimQuality
            {
                Verdict = Name(verdict),
                Margin = margin,
                MarginDeclaredBeforehand = IsBeforehand(declared, subject.Run.Run.StartedUtc),
                TeacherScore = teacherScore,
                StudentScore = (double)(counts.BothRight + counts.OnlyStudentRight) / counts.Items,
                Delta = counts.Difference,
                Low = interval.Low,
                High = interval.High,
                Confidence = interval.Confidence,
                Items = counts.Items,
                BothRight = counts.BothRight,
                OnlyTeacherRight = counts.OnlyTeacherRight,
                OnlyStudentRight = counts.OnlyStudentRight,
                Agreement = agreement,
                McNemarMidP = McNemar.MidP(counts),
                NeededItemsIfEqual = needed?.ForNoDifference,
                NeededItemsAsObserved = needed?.ForObserved,
            },
            verdict,
            null);
    }

    /// <summary>A date that lies after the start of the run is no declaration beforehand, whatever the file says.</summary>
    private static bool IsBeforehand(MarginRecord margin, string startedUtc) =>
        Instant(margin.DeclaredUtc) is { } declared && Instant(startedUtc) is { } started && declared <= started;

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    internal static string Name(NonInferiorityVerdict verdict) => verdict switch
    {
        NonInferiorityVerdict.Better => "better",
        NonInferiorityVerdict.Equivalent => "equivalent",
        NonInferiorityVerdict.NonInferior => "non-inferior",
        NonInferiorityVerdict.Inferior => "inferior",
        _ => "inconclusive",
    };

    private static QualityRecord? Scored(ClaimSubject subject, ModelRecord model, string metric = QualityScoring.Accuracy) =>
        subject.Run.Quality.FirstOrDefault(record => record.Family == subject.Family.Id && record.Model == model.Id
            && record.Provider == subject.Provider && record.Metric == metric);

    private static QualityEvidence None(string reason) => new(null, null, reason);
}
