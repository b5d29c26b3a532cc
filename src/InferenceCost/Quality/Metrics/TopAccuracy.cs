using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The share of items of which the true class is among the k most probable ones. Of classes that are equally probable the one with the
/// higher number goes first, as scikit-learn's top_k_accuracy_score has it. Compared as right answers are.
/// </summary>
/// <param name="metric">The metric, which has the k.</param>
internal sealed class TopAccuracy(QualityMetric metric) : ScoredMetric
{
    /// <inheritdoc/>
    public override ScoredMetric At(QualityMetric metric) => new TopAccuracy(metric);

    /// <inheritdoc/>
    public override QualityMetric Metric => metric;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) =>
        !items.IsLabelled || !items.HasProbabilities ? Needs("label and the probabilities of all classes")
        : items.Teacher.Classes <= metric.Cutoff
            ? new Lack(
                FormattableString.Invariant($"{metric.Id} of {items.Teacher.Classes} classes is right on every item"),
                FormattableString.Invariant($"take fewer: {metric.Name}@{Math.Max(1, items.Teacher.Classes!.Value - 1)}"))
        : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own)
    {
        if (own is not { Count: > 0, Labels: { } labels, Probabilities: not null })
        {
            return null;
        }

        var right = Enumerable.Range(0, own.Count).Count(item => IsRight(own.ProbabilitiesOf(item), labels[item]));
        return new ModelScore((double)right / own.Count, WilsonInterval.Compute(right, own.Count));
    }

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        (bool Teacher, bool Student) Right(int item) => (
            IsRight(items.Teacher.ProbabilitiesOf(item), items.Label(item)!.Value),
            IsRight(items.Student.ProbabilitiesOf(items.OfStudent(item)), items.Label(item)!.Value));

        var counts = default(PairedCounts);
        for (var i = 0; i < items.Count; i++)
        {
            var (teacher, student) = Right(i);
            counts = counts.Plus(teacher, student);
        }

        return RightAnswersComparison.Compare(items, counts, confidence, Right);
    }

    private bool IsRight(ReadOnlySpan<float> probabilities, int label)
    {
        var before = 0;
        for (var k = 0; k < probabilities.Length; k++)
        {
            before += probabilities[k] > probabilities[label] || (probabilities[k] == probabilities[label] && k > label) ? 1 : 0;
        }

        return before < metric.Cutoff;
    }
}
