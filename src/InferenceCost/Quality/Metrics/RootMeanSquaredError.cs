using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>The square root of the mean squared distance of a model's numbers from the true ones: compared by a paired bootstrap.</summary>
internal sealed class RootMeanSquaredError : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.RootMeanSquaredError;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => items.TrueNumbers is null ? Needs("label and prediction as numbers") : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) => own.Numbers is { True: { } truths, Given: { Length: > 0 } given }
        ? new ModelScore(Math.Sqrt(Squares(given, truths).Average()))
        : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var truths = items.TrueNumbers!;
        var teacher = items.ById(Squares(items.Teacher.Numbers!.Given, truths));
        var student = items.ById(Squares(items.OfStudent(items.Student.Numbers!.Given), truths));
        return CorpusComparison.Compare(
            items, new CorpusPair(drawn => Root(teacher, drawn), drawn => Root(student, drawn), Metric.Direction), isRatio, confidence);
    }

    private static double[] Squares(double[] given, double[] truths) =>
        [.. given.Zip(truths, (own, truth) => (own - truth) * (own - truth))];

    private static double Root(double[] squares, ReadOnlySpan<int> drawn)
    {
        var sum = 0.0;
        foreach (var item in drawn)
        {
            sum += squares[item];
        }

        return Math.Sqrt(sum / drawn.Length);
    }
}
