using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The mean over items of class 1 of the precision among all items that have as high a number, as scikit-learn's average_precision_score
/// has it: the area under the steps of precision over recall. Two models are compared by the items' influences.
/// </summary>
internal sealed class AveragePrecision : StrengthMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.AveragePrecision;

    /// <inheritdoc/>
    /// <remarks>
    /// Of P items of class 1, m others put before them all lower the mean of their precisions by (m / P) ln((P + m) / m) at most; m of them
    /// that move lower their own by 1, and those of the others by no more than that again.
    /// </remarks>
    protected override double Reach(double changed, Strengths items)
    {
        var moved = changed / items.IsTrue.Count(isTrue => isTrue);
        return Math.Min(1, moved * (1 + (2 * Math.Log((1 + moved) / moved))));
    }

    /// <summary>
    /// With a and b the shares of items of class 1 and 0 that have at least an item's number, precision is a / (a + b): one more item of
    /// class 1 above raises it as b / (a + b)^2, one of class 0 lowers it as a / (a + b)^2.
    /// </summary>
    protected override Influences Compute(double[] given, bool[] isTrue)
    {
        var (ranked, items) = (new RankedItems(given), given.Length);
        var positive = Array.ConvertAll(isTrue, own => own ? 1.0 : 0);
        var (right, wrong) = (ranked.Above(positive, 1), ranked.Above(Array.ConvertAll(positive, own => 1 - own), 1));
        var (raising, lowering) = (new double[items], new double[items]);
        var (sum, positives) = (0.0, 0);
        for (var item = 0; item < items; item++)
        {
            if (isTrue[item])
            {
                var all = right[item] + wrong[item];
                sum += right[item] / all;
                positives++;
                raising[item] = wrong[item] / (all * all);
                lowering[item] = right[item] / (all * all);
            }
        }

        var precision = sum / positives;
        var (gains, losses) = (ranked.Below(raising, 1), ranked.Below(lowering, 1));
        return new Influences(
            precision,
            [
                .. Enumerable.Range(0, items).Select(item => (isTrue[item]
                    ? (right[item] / (right[item] + wrong[item])) - precision + gains[item]
                    : -losses[item]) * items / positives),
            ]);
    }
}
