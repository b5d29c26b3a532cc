using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The mean over classes of F1 = 2 TP / (2 TP + FP + FN). Classes that neither a label nor an answer names among the items do not count, as
/// scikit-learn's f1_score does it with average='macro'. Two models are compared by a paired bootstrap.
/// </summary>
internal sealed class MacroF1 : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.MacroF1;

    /// <summary>The score of all items.</summary>
    public static double Compute(int[] labels, int[] predicted) =>
        Compute(labels, predicted, 1 + Math.Max(labels.Max(), predicted.Max()), [.. Enumerable.Range(0, labels.Length)]);

    /// <summary>The score of some items, repeated ones counted as often as they come.</summary>
    /// <param name="labels">The true class of each item of the corpus.</param>
    /// <param name="predicted">The chosen class of each.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="items">Which items are scored.</param>
    public static double Compute(int[] labels, int[] predicted, int classes, ReadOnlySpan<int> items)
    {
        var tally = new ClassTally(classes);
        foreach (var item in items)
        {
            tally.Add(labels[item], predicted[item], 1);
        }

        return tally.MacroF1();
    }

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) =>
        items is { IsLabelled: true, HasAnswers: true } ? null : Needs("label and prediction");

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) =>
        own is { Labels: { } labels, HasAnswers: true, Count: > 0 } ? new ModelScore(Compute(labels, own.Predicted)) : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        int[] labels = [.. items.OrderById.Select(item => items.Label(item)!.Value)];
        int[] teacher = [.. items.OrderById.Select(item => items.Teacher.Predicted[item])];
        int[] student = [.. items.OrderById.Select(item => items.Student.Predicted[items.OfStudent(item)])];
        var classes = 1 + Math.Max(labels.Max(), Math.Max(teacher.Max(), student.Max()));
        var pair = new CorpusPair(
            drawn => Compute(labels, teacher, classes, drawn), drawn => Compute(labels, student, classes, drawn), Metric.Direction)
        {
            DiscordantItems = items.Counts!.Value.Discordant,
            Counted = AnswerCounts.Of(labels, teacher, student, classes) is { } counts
                ? new CountedItems(counts.Counts, counts.ScoreTeacher, counts.ScoreStudent)
                : null,
            Bound = () => MacroF1Bound.Compute(labels, teacher, student, classes, confidence),
        };
        return CorpusComparison.Compare(items, pair, isRatio, confidence);
    }
}
