using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// Spearman's rank correlation of a model's numbers with the true ones (tied numbers have the mean of their ranks): for embeddings, of the
/// cosines of pairs with the grades that people gave them. Compared by a paired bootstrap.
/// </summary>
internal sealed class RankCorrelation : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.RankCorrelation;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => items.TrueNumbers is not { } truths ? Needs("label and prediction as numbers")
        : AreEqual(truths) || AreEqual(items.Teacher.Numbers!.Given) || AreEqual(items.Student.Numbers!.Given)
            ? new Lack("all numbers of a column are the same, and no order can be right or wrong", "compare by another metric")
        : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) =>
        own.Numbers is { True: { } truths, Given: { Length: > 1 } given } && !AreEqual(given) && !AreEqual(truths)
            ? new ModelScore(Correlate(new RankedItems(given), new RankedItems(truths), [.. Enumerable.Range(0, given.Length)]))
            : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var truths = new RankedItems(items.ById(items.TrueNumbers!));
        var teacher = new RankedItems(items.ById(items.Teacher.Numbers!.Given));
        var student = new RankedItems(items.ById(items.OfStudent(items.Student.Numbers!.Given)));
        return CorpusComparison.Compare(
            items,
            new CorpusPair(drawn => Correlate(teacher, truths, drawn), drawn => Correlate(student, truths, drawn), Metric.Direction),
            isRatio, confidence);
    }

    private static bool AreEqual(double[] numbers) => numbers.AsSpan().IndexOfAnyExcept(numbers[0]) < 0;

    /// <summary>Pearson's correlation of the ranks; 0 of a resample in which all are tied.</summary>
    private static double Correlate(RankedItems left, RankedItems right, ReadOnlySpan<int> drawn)
    {
        var (first, second) = (left.Ranks(drawn), right.Ranks(drawn));
        var mean = (drawn.Length + 1) / 2.0;
        var (product, firstSquares, secondSquares) = (0.0, 0.0, 0.0);
        foreach (var item in drawn)
        {
            var (own, other) = (first[item] - mean, second[item] - mean);
            product += own * other;
            firstSquares += own * own;
            secondSquares += other * other;
        }

        return firstSquares > 0 && secondSquares > 0 ? product / Math.Sqrt(firstSquares * secondSquares) : 0;
    }
}
