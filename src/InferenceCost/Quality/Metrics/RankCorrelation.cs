using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// Spearman's rank correlation of a model's numbers with the true ones (tied numbers have the mean of their ranks): for embeddings, of the
/// cosines of pairs with the grades that people gave them. Compared by the items' influences.
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
            ? new ModelScore(Compute(given, truths).Value)
            : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var (truths, own, other) = (items.TrueNumbers!, items.Teacher.Numbers!.Given, items.OfStudent(items.Student.Numbers!.Given));
        var (teacher, student) = (Compute(own, truths), Compute(other, truths));
        var pair = new InfluencePair(teacher, student, InfluencePair.Differences(own, other, teacher, student))
        {
            // A share p of the items that moves anywhere changes the sum of squared distances of ranks by p n^3 itself, and moves the
            // others by p n places each, which adds (p + p^2) n^3 at most; the correlation is 1 less 6 / n^3 times that sum.
            Reach = share => Math.Min(2, 6 * ((2 * share) + (share * share))),
        };
        return InfluenceComparison.Compare(items, pair, Metric.Direction, confidence);
    }

    private static bool AreEqual(double[] numbers) => numbers.AsSpan().IndexOfAnyExcept(numbers[0]) < 0;

    /// <summary>
    /// The correlation of the ranks. Each of its three moments changes with an item by its own part, and by how the item moves the ranks
    /// of all that lie above it.
    /// </summary>
    private static Influences Compute(double[] given, double[] truths)
    {
        var (left, right) = (new RankedItems(given), new RankedItems(truths));
        var (first, second) = (left.Centred(), right.Centred());
        var (squares, otherSquares, products) = (Mean(first, first), Mean(second, second), Mean(first, second));
        var (ofFirst, ofSecond) = (Moved(left, first), Moved(right, second));
        var (product, otherProduct) = (Moved(left, second), Moved(right, first));
        var value = products / Math.Sqrt(squares * otherSquares);
        return new Influences(
            value,
            [
                .. Enumerable.Range(0, given.Length).Select(item =>
                {
                    var joint = (first[item] * second[item]) + product[item] + otherProduct[item] - (3 * products);
                    var own = (first[item] * first[item]) + (2 * ofFirst[item]) - (3 * squares);
                    var other = (second[item] * second[item]) + (2 * ofSecond[item]) - (3 * otherSquares);
                    return (joint / Math.Sqrt(squares * otherSquares)) - (value / 2 * ((own / squares) + (other / otherSquares)));
                }),
            ]);
    }

    /// <summary>The mean over all items of a weight where they lie above each item.</summary>
    private static double[] Moved(RankedItems ranked, double[] weights) =>
        Array.ConvertAll(ranked.Above(weights), sum => sum / weights.Length);

    private static double Mean(double[] left, double[] right) => left.Zip(right, (own, other) => own * other).Sum() / left.Length;
}
