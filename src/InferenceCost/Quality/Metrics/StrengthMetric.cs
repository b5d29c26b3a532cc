using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// A metric of how strongly a statement is held to be true of each item: two models are compared by the items' influences.
/// </summary>
internal abstract class StrengthMetric : ScoredMetric
{
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
            teacher, student, InfluencePair.Differences(first.Given, second.Given, teacher, student), Method)
        {
            Evidence = first.Rarer,
            Reach = share => Reach(share * items.Count, first),
        };
        return InfluenceComparison.Compare(items, pair, Metric.Direction, confidence);
    }

    /// <summary>How its interval is called.</summary>
    protected virtual string Method => InfluencePair.UsualMethod;

    /// <summary>The metric with what each item adds to it.</summary>
    /// <param name="given">The number of each item.</param>
    /// <param name="isTrue">Whether each is of class 1; there are items of both.</param>
    protected abstract Influences Compute(double[] given, bool[] isTrue);

    /// <summary>How far the metric can move at most where so many items have other numbers.</summary>
    /// <param name="changed">How many.</param>
    /// <param name="items">All items.</param>
    protected abstract double Reach(double changed, Strengths items);
}
