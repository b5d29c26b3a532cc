using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Lineage;

/// <summary>
/// Lineage evidence: is a student closer to this teacher than comparable models that did not learn from it? The contrast is the error
/// consistency with the teacher (Geirhos et al. 2020), which accuracies alone do not bring about; the replicates are models and not items,
/// so a student counts as closer only above the prediction interval of one more control. Never a proof: see <see cref="LineageRecord"/>.
/// </summary>
public static class LineageEvidence
{
    /// <summary>
    /// With fewer controls a prediction interval says nothing (two have an interval twelve standard deviations wide to each side).
    /// </summary>
    public const int FewestControls = 3;

    /// <summary>Below this many controls nothing stronger is said than which of them is closest.</summary>
    public const int ControlsForWords = 5;

    /// <summary>
    /// A control is comparable within so many points of the student's accuracy: error consistency grows with likeness in strength.
    /// </summary>
    public const double ComparableAccuracy = 0.01;

    private const double Confidence = 0.95;

    /// <summary>Judges one student; null where the items have no labels.</summary>
    /// <param name="teacher">The teacher's answers.</param>
    /// <param name="student">The student.</param>
    /// <param name="controls">Models of the student's architecture that did not learn from the teacher.</param>
    /// <param name="otherTeachers">Other models of the same task that a student could have learnt from.</param>
    /// <exception cref="InputException">They did not answer the same items.</exception>
    public static LineageRecord? Gather(
        Predictions teacher, TrainingRun student, IReadOnlyList<TrainingRun> controls, IReadOnlyList<TrainingRun>? otherTeachers = null)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(controls);
        var pair = PairedItems.Pair(teacher, student.Predictions);
        if (pair.Counts is null)
        {
            return null;
        }

        var own = Fidelity.Compute(pair, withInterval: false);
        var accuracy = AccuracyScore.Compute(student.Predictions).Accuracy;
        var (counted, excluded) = Comparable(teacher, accuracy, controls);
        var interval = counted.Count >= FewestControls
            ? PredictionInterval.Compute([.. counted.Select(control => control.ErrorConsistency)], Confidence)
            : null;
        var isCloser = own.ErrorConsistency > interval?.High;
        var rank = own.ErrorConsistency is { } kappa ? 1 + counted.Count(control => control.ErrorConsistency > kappa) : (int?)null;
        return new LineageRecord
        {
            Verdict = interval is null ? LineageVerdict.TooFewControls : isCloser ? LineageVerdict.Closer : LineageVerdict.NotShown,
            Sentence = Sentence(student.Model, own.ErrorConsistency, counted, interval, rank),
            ErrorConsistency = own.ErrorConsistency,
            Controls = counted,
            Excluded = excluded,
            PredictionLow = interval?.Low,
            PredictionHigh = interval?.High,
            Confidence = interval?.Confidence,
            Rank = rank,
            OtherTeachers = (otherTeachers ?? []).Select(other => (
                other.Model,
                Kappa: Fidelity.Compute(PairedItems.Pair(other.Predictions, student.Predictions), withInterval: false).ErrorConsistency))
                .Where(other => other.Kappa is not null).ToDictionary(other => other.Model, other => other.Kappa!.Value),
            WrongAgreement = own.WrongAgreement,
            PredictiveKl = own.PredictiveKl,
            CopyProbability = own.CopyProbability,
        };
    }

    private static (List<LineageControl> Counted, List<string> Excluded) Comparable(
        Predictions teacher, double accuracy, IReadOnlyList<TrainingRun> controls)
    {
        var counted = new List<LineageControl>();
        var excluded = new List<string>();
        foreach (var control in controls)
        {
            var away = AccuracyScore.Compute(control.Predictions).Accuracy - accuracy;
            var figures = Fidelity.Compute(PairedItems.Pair(teacher, control.Predictions), withInterval: false);
            if (Math.Abs(away) > ComparableAccuracy)
            {
                excluded.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{control.Model}: {100 * away:+0.00;-0.00} points from the student's accuracy, "
                    + $"more than {100 * ComparableAccuracy:0.##}"));
            }
            else if (figures.ErrorConsistency is not { } kappa)
            {
                excluded.Add($"{control.Model}: its error consistency is not defined");
            }
            else
            {
                counted.Add(
                    new LineageControl(control.Model, kappa, figures.WrongAgreement, figures.PredictiveKl, figures.CopyProbability));
            }
        }

        return (counted, excluded);
    }

    private static string Sentence(string student, double? kappa, List<LineageControl> controls, Interval? interval, int? rank)
    {
        if (kappa is not { } own)
        {
            return $"{student}: error consistency with the teacher is not defined, so nothing can be said of its lineage.";
        }

        if (interval is not { } range)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{student}: {controls.Count} comparable control{(controls.Count == 1 ? "" : "s")}, and lineage "
                + $"evidence needs {FewestControls}.");
        }

        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"{(rank == 1 ? "closest" : $"number {rank} in closeness")} of {controls.Count + 1} to this teacher");
        var numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"error consistency {own:0.000}, one more control would lie between {range.Low:0.000} and {range.High:0.000}");
        return own <= range.High ? $"{student} is {place}, and not closer than comparable models that did not learn from it ({numbers})."
            : controls.Count < ControlsForWords ? $"{student} is {place} ({numbers})."
            : $"{student} is {place}, and closer than comparable models that did not learn from it ({numbers}): "
                + "evidence that it learnt from this teacher or from what this teacher learnt.";
    }
}
