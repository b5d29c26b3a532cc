using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// How often an item of class 1 has a higher number than one of class 0, ties counted half: the area under the ROC curve (Hanley and
/// McNeil, Radiology 143, 1982). Two models are compared by a paired bootstrap.
/// </summary>
internal sealed class AreaUnderCurve : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.AreaUnderCurve;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => Strengths.Of(items) is not { } both
        ? Needs("label, 0 or 1, and the probability of class 1 (p0 and p1, or a number as prediction)")
        : both.Teacher.Rarer == 0 ? new Lack("all labels are the same", "score items of both classes")
        : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) => Strengths.Of(own) is { Rarer: > 0 } strengths
        ? new ModelScore(Compute(new RankedItems(strengths.Given), strengths.IsTrue, [.. Enumerable.Range(0, own.Count)]))
        : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var (first, second) = Strengths.Of(items)!.Value;
        var isTrue = items.ById(first.IsTrue);
        var (teacher, student) = (new RankedItems(items.ById(first.Given)), new RankedItems(items.ById(second.Given)));
        var pair = new CorpusPair(
            drawn => Compute(teacher, isTrue, drawn), drawn => Compute(student, isTrue, drawn), Metric.Direction)
        {
            Evidence = first.Rarer,
        };
        return CorpusComparison.Compare(items, pair, isRatio, confidence);
    }

    private static double Compute(RankedItems items, bool[] isTrue, ReadOnlySpan<int> drawn)
    {
        var (above, pairs, positives, negatives) = (0L, 0.0, 0L, 0L);
        items.Walk(drawn, isTrue, (positive, negative) =>
        {
            pairs += negative * (above + (positive / 2.0));
            above += positive;
            positives += positive;
            negatives += negative;
        });

        // A resample of one class alone tells nothing of the order.
        return positives > 0 && negatives > 0 ? pairs / ((double)positives * negatives) : 0.5;
    }
}
