using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The mean over items of class 1 of the precision among all items that have as high a number, as scikit-learn's average_precision_score
/// has it: the area under the steps of precision over recall. Two models are compared by a paired bootstrap.
/// </summary>
internal sealed class AveragePrecision : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.AveragePrecision;

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
        var (found, seen, sum) = (0L, 0L, 0.0);
        items.Walk(drawn, isTrue, (positive, negative) =>
        {
            found += positive;
            seen += positive + negative;
            sum += positive * ((double)found / seen);
        });

        return found > 0 ? sum / found : 0;
    }
}
