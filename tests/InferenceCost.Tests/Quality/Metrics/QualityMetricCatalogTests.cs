using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Metrics;

public sealed class QualityMetricCatalogTests
{
    private static readonly Predictions Labelled = new("m", ["a", "b"], [0, 1], [0, 0], [0.75f, 0.25f, 0.5f, 0.5f]);
    private static readonly Predictions Graded = new("g", ["a", "b"], null, [], scores: [0.5, 0.25]);

    [Fact]
    public void Each_metric_that_can_be_named_is_computed_by_one_of_the_catalogue() =>
        Assert.Equal(QualityMetric.Compared, QualityMetricCatalog.All.Select(metric => metric.Metric));

    [Fact]
    public void A_metric_of_a_task_has_an_interval_of_its_own_or_stands_among_the_details()
    {
        foreach (var metric in QualityMetric.OfTasks.Where(metric => QualityMetricCatalog.Named(metric.Id).Score(Labelled) is not null))
        {
            var score = QualityMetricCatalog.Named(metric.Id).Score(Labelled)!;
            Assert.Equal((metric.Id, metric.HasInterval), (metric.Id, score.Interval is not null));
            var record = QualityScoring.Record("f", "m", "cpu", Labelled, null, metric: metric.Id)!;
            Assert.Equal(metric.Detail is null ? metric.Id : "accuracy", record.Metric);
            Assert.Equal(score.Value, metric.Detail is { } name ? record.Details[name] : record.Score);
        }
    }

    [Fact]
    public void Where_nobody_names_a_metric_labels_go_before_scores()
    {
        Assert.Equal("accuracy", Assumed(Labelled));
        Assert.Equal("score", Assumed(Graded));
        Assert.Null(Assumed(new Predictions("n", ["a"], null, [0])));
    }

    [Fact]
    public void A_score_that_the_predictions_do_not_allow_is_left_out()
    {
        Assert.Equal(["perplexity", "score"], Scored(Graded));
        Assert.Equal(["accuracy", "accuracy@5", "macro-f1", "perplexity", "auc", "average-precision"], Scored(Labelled));
        Assert.Equal(["mae", "rmse", "spearman"], Scored(new Predictions("r", ["a", "b"], null, []) { Numbers = new([1, 2], [1, 3]) }));
        Assert.Equal(
            ["exact-match", "token-f1", "wer", "cer"],
            Scored(new Predictions("t", ["a", "b"], null, []) { Texts = new(["one", "two"], ["one", "too"]) }));
    }

    private static IEnumerable<string> Scored(Predictions own) =>
        QualityMetricCatalog.All.Where(metric => metric.Score(own) is not null).Select(metric => metric.Metric.Id);

    private static string? Assumed(Predictions predictions) =>
        QualityMetricCatalog.AssumedFor(PairedItems.Pair(predictions, predictions))?.Metric.Id;
}
