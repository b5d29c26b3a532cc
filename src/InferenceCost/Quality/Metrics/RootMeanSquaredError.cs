using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
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
        var compared = InfluenceComparison.Compare(items, pair, Metric.Direction, confidence);
        return compared.Method == TellingUnits.BoundMethod
            ? compared
            : compared with { LogRatio = LogRatio(own, other, items.Clusters(), confidence) };
    }

    /// <summary>
    /// Half the logarithm of Fieller's interval of the mean squares' ratio, teacher over student: where a few errors make most of both, the
    /// ratio is skewed, and influences of its logarithm gave an interval that held the truth 84 % of the time instead of 90.
    /// </summary>
    private static Interval? LogRatio(double[] teacher, double[] student, int[]? clusters, double confidence)
    {
        var groups = clusters is null ? null : ItemClusters.Number(clusters);
        var (own, other) = (groups?.Sums(teacher) ?? teacher, groups?.Sums(student) ?? student);
        var (sum, otherSum) = (own.Sum(), other.Sum());
        if (!(sum > 0 && otherSum > 0))
        {
            return null;
        }

        var freedom = Math.Min(
            VarianceFreedom.Estimate([.. own.Zip(other, (first, second) => first - second)]),
            VarianceFreedom.Estimate([.. own.Zip(other, (first, second) => first - (sum / otherSum * second))]));
        var level = TellingUnits.Count(own, other, null).Level(confidence, freedom);
        return FiellerInterval.OfPairs(own, other, level) is { Low: > 0 } ends
            ? new Interval(Math.Log(ends.Low) / 2, Math.Log(ends.High) / 2, confidence)
            : null;
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
