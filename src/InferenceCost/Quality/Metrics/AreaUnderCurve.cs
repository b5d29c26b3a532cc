using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// How often an item of class 1 has a higher number than one of class 0, ties counted half: the area under the ROC curve (Hanley and
/// McNeil, Radiology 143, 1982). Two models are compared by the interval of DeLong et al. (Biometrics 44, 1988).
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
        ? new ModelScore(Compute(strengths.Given, strengths.IsTrue).Value)
        : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var (first, second) = Strengths.Of(items)!.Value;
        var (teacher, student) = (Compute(first.Given, first.IsTrue), Compute(second.Given, first.IsTrue));
        var pair = new InfluencePair(
            teacher, student, InfluencePair.Differences(first.Given, second.Given, teacher, student), "DeLong")
        {
            Evidence = first.Rarer,

            // Each changed item of a class moves the area by what it is of its class at most: the most where all are of the rarer one.
            Reach = share => Math.Min(1, share * items.Count / first.Rarer),
        };
        return InfluenceComparison.Compare(items, pair, Metric.Direction, confidence);
    }

    /// <summary>
    /// The influence of an item is how its own share of right pairs differs from the mean of its class, over the class's share.
    /// </summary>
    private static Influences Compute(double[] given, bool[] isTrue)
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
