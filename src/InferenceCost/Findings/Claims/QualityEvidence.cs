using System.Globalization;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation;
using InferenceCost.Quality.Calibration;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Findings.Claims;

/// <summary>What the run shows of quality, or why it shows nothing.</summary>
/// <param name="Quality">The paired comparison; null where there is none.</param>
/// <param name="Missing">Why there is none; null where there is one.</param>
/// <param name="Undecidable">True where items were scored, but nobody said how much worse is still a match.</param>
internal sealed record QualityEvidence(ClaimQuality? Quality, string? Missing, bool Undecidable = false)
{
    /// <summary>The verdict of the comparison; null where there is none.</summary>
    public NonInferiorityVerdict? Verdict => Quality?.Verdict is NonInferiorityVerdict.NotJudged ? null : Quality?.Verdict;

    /// <summary>Whether one class is shown to have lost more than its margin, whatever the average says.</summary>
    public bool FailsOnAClass => Quality?.Classes?.Classes.Any(item => item.State == ClassState.Fails) == true;

    /// <summary>Compares the recorded predictions of teacher and student, item by item.</summary>
    public static QualityEvidence Gather(StudentOnProvider subject, Func<QualityRecord, Predictions> load)
    {
        // Checked first: a score of random weights would be a number about nothing.
        if (subject.Teacher.Weights == WeightsKind.Random || subject.Student.Weights == WeightsKind.Random)
        {
            return None("random weights");
        }

        if (subject.Agreement(subject.Student) is { } unlabelled)
        {
            return None(unlabelled.Metric == QualityMetric.Agreement.Id
                ? $"no labels; same answer as {subject.Teacher.Id} on {ClaimNumbers.Share(unlabelled.Score)} of "
                    + $"{ClaimNumbers.Count(unlabelled.Items)} items"
                : $"no labels; {QualityMetric.Find(unlabelled.Metric).Noun} is {QualityFigures.Score(unlabelled.Metric, unlabelled.Score)} "
                    + $"over {ClaimNumbers.Count(unlabelled.Items)} items");
        }

        if (subject.Task.Metric is not { } metric)
        {
            return None("the task has no labels");
        }

        if (subject.Scored(subject.Teacher) is not { } teacher || subject.Scored(subject.Student) is not { } student)
        {
            return None(subject.WhyUnavailable(Metric.Quality.Id) ?? "not every model was scored");
        }

        try
        {
            var items = PairedItems.Pair(load(teacher), load(student));
            var terms = Terms(subject, metric);
            var compared = QualityComparison.Compare(items, terms) with
            {
                GradedElsewhere = subject.Student.Grades is not null,
                Calibration = PairedCalibration.Compare(
                    items.Teacher, items.Student, subject.Teacher.Temperature, subject.Student.Temperature),
            };
            var quality = LineageOfStudent.Add(compared, subject, items, load);
            return new QualityEvidence(
                quality, terms.Margin is null ? "no margin was declared: give one with --margin" : null, Undecidable: terms.Margin is null);
        }
        catch (InputException error)
        {
            // Predictions that do not fit together cost this claim, not the report of everything else that was measured.
            return None(error.Message);
        }
    }

    private static QualityTerms Terms(StudentOnProvider subject, string metric) =>
        new(metric, subject.Task.Margin, subject.Task.Margin is { } margin && IsBeforehand(margin, subject.Run.Run.StartedUtc))
        {
            ClassMargin = subject.Task.ClassMargin,
            ClassNames = subject.Task.Classes,
        };

    /// <summary>A date that lies after the start of the run is no declaration beforehand, whatever the file says.</summary>
    private static bool IsBeforehand(MarginRecord margin, string startedUtc) =>
        Instant(margin.DeclaredUtc) is { } declared && Instant(startedUtc) is { } started && declared <= started;

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static QualityEvidence None(string reason) => new(null, reason);
}
