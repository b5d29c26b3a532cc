using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>The mean distance of a model's numbers from the true ones: compared by the mean of the items' differences.</summary>
internal sealed class MeanAbsoluteError : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.MeanAbsoluteError;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => items.TrueNumbers is null ? Needs("label and prediction as numbers") : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) => own.Numbers is { True: { } truths, Given: { Length: > 0 } given }
        ? new ModelScore(Errors(given, truths).Average())
        : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var (truths, student) = (items.TrueNumbers!, items.OfStudent(items.Student.Numbers!.Given));
        return MeanComparison.Compare(
            Errors(items.Teacher.Numbers!.Given, truths), Errors(student, truths), items.Clusters(), confidence, Metric.Direction);
    }

    private static double[] Errors(double[] given, double[] truths) => [.. given.Zip(truths, (own, truth) => Math.Abs(own - truth))];
}
