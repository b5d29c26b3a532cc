using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>The share of items that a model gets right: Wilson's interval of one model's, Tango's of the difference between two.</summary>
internal sealed class Accuracy : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.Accuracy;

    /// <inheritdoc/>
    public override bool IsAssumed => true;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) =>
        items.Counts is null ? new Lack("the items have no labels", "give at least one of them a column 'label'") : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) =>
        own is { HasAnswers: true, Labels: not null } && AccuracyScore.Compute(own) is var score
            ? new ModelScore(score.Accuracy, score.Interval)
            : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence) =>
        RightAnswersComparison.Compare(items, items.Counts!.Value, confidence);
}
