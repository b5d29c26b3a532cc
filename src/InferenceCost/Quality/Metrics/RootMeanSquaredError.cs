using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The square root of the mean squared distance of a model's numbers from the true ones: compared by the items' influences.
/// </summary>
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
        var (own, other) = (
            Squares(items.Teacher.Numbers!.Given, truths), Squares(items.OfStudent(items.Student.Numbers!.Given), truths));
        var (teacher, student) = (Compute(own), Compute(other));
        var pair = new InfluencePair(teacher, student, [.. own.Zip(other, (first, second) => second - first)])
        {
            // No answer is taken to be further off than the furthest that was seen.
            Reach = share => teacher.Value + student.Value is > 0 and var both
                ? share * Math.Max(own.Max(), other.Max()) / both
                : null,
        };
        return InfluenceComparison.Compare(items, pair, Metric.Direction, confidence);
    }

    private static double[] Squares(double[] given, double[] truths) =>
        [.. given.Zip(truths, (own, truth) => (own - truth) * (own - truth))];

    private static Influences Compute(double[] squares)
    {
        var mean = squares.Average();
        var root = Math.Sqrt(mean);
        return new Influences(root, Array.ConvertAll(squares, square => root > 0 ? (square - mean) / (2 * root) : 0));
    }
}
