using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// How often an item of class 1 has a higher number than one of class 0, ties counted half: the area under the ROC curve (Hanley and
/// McNeil, Radiology 143, 1982). Two models are compared by the interval of DeLong et al. (Biometrics 44, 1988).
/// </summary>
internal sealed class AreaUnderCurve : StrengthMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.AreaUnderCurve;

    /// <inheritdoc/>
    protected override string Method => "DeLong";

    /// <inheritdoc/>
    /// <remarks>
    /// Each changed item of a class moves the area by what it is of its class at most: the most where all are of the rarer one.
    /// </remarks>
    protected override double Reach(double changed, Strengths items) => Math.Min(1, changed / items.Rarer);

    /// <summary>
    /// The influence of an item is how its own share of right pairs differs from the mean of its class, over the class's share.
    /// </summary>
    protected override Influences Compute(double[] given, bool[] isTrue)
    {
        var ranked = new RankedItems(given);
        double positives = isTrue.Count(own => own), negatives = isTrue.Length - positives;
        var below = ranked.Below(Array.ConvertAll(isTrue, own => own ? 0.0 : 1));
        var above = ranked.Above(Array.ConvertAll(isTrue, own => own ? 1.0 : 0));
        var area = 0.0;
        for (var item = 0; item < given.Length; item++)
        {
            area += isTrue[item] ? below[item] : 0;
        }

        area /= positives * negatives;
        return new Influences(
            area,
            [
                .. Enumerable.Range(0, given.Length).Select(item => isTrue[item]
                    ? ((below[item] / negatives) - area) * given.Length / positives
                    : ((above[item] / positives) - area) * given.Length / negatives),
            ]);
    }
}
