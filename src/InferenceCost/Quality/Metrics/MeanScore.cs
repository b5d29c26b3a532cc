using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>The mean of a score that somebody gave each item: compared by the mean of the items' differences.</summary>
internal sealed class MeanScore : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.Score;

    /// <inheritdoc/>
    public override bool IsAssumed => true;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => items is { Teacher.Scores: not null, Student.Scores: not null }
        ? null
        : new Lack("not both hold a score for each item", "give both a column 'score', or compare by another metric");

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) =>
        own is { Scores: { } scores, Count: > 0 } ? new ModelScore(scores.Average()) : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var (teacher, student) = (items.Teacher.Scores!, items.StudentScores());
        double? range = Array.TrueForAll(teacher, IsShare) && Array.TrueForAll(student, IsShare) ? 1 : null;
        return MeanComparison.Compare(teacher, student, items.Clusters(), confidence, range: range);
    }

    private static bool IsShare(double score) => score is >= 0 and <= 1;
}
