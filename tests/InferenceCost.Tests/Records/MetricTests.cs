using System.Reflection;
using InferenceCost.Records;

namespace InferenceCost.Tests.Records;

public sealed class MetricTests
{
    [Fact]
    public void Every_id_is_in_the_table_once_and_found_there()
    {
        Assert.Equal(Metric.All.Count, Metric.All.Select(metric => metric.Id).Distinct().Count());
        Assert.All(Metric.All, metric => Assert.Same(metric, Metric.Find(metric.Id)));
    }

    [Fact]
    public void The_order_is_that_of_the_table_and_what_is_unknown_comes_last()
    {
        Assert.Equal(Enumerable.Range(0, Metric.All.Count), Metric.All.Select(metric => metric.Order));
        Assert.Equal(Metric.All.Count, Metric.Find("timeToFirstToken").Order);
    }

    [Fact]
    public void Whatever_has_a_name_of_its_own_is_found_by_its_id()
    {
        Assert.All(Named<Metric>(), metric => Assert.Same(metric, Metric.Find(metric.Id)));
        Assert.All(Named<QualityMetric>(), metric => Assert.Same(metric, QualityMetric.Find(metric.Id)));
    }

    [Fact]
    public void Old_words_and_providers_come_before_quality_as_they_did_when_none_of_them_was_known() => Assert.Equal(
        ["tables", "cold", "memoryParts", "compute", "probe", "provider", "quality"],
        new[] { "quality", "provider", "probe", "memoryParts", "compute", "cold", "tables" }.OrderBy(id => Metric.Find(id).Order)
            .ThenBy(id => id, StringComparer.Ordinal));

    [Fact]
    public void A_metric_of_a_newer_version_is_called_by_its_id_and_has_the_margin_of_a_time()
    {
        var newer = Metric.Find("timeToFirstToken");
        Assert.Equal(
            ("timeToFirstToken", "TimeToFirstToken", Better.Lower, false), (newer.Name, newer.Heading, newer.Direction, newer.HasTable));
        Assert.Equal((0.05, 0), (newer.ChangeMargin, newer.ChangeFloor));
    }

    [Theory]
    [InlineData("latency", "Latency", "ns", Better.Lower)]
    [InlineData("computeLatency", "Latency without copies", "ns", Better.Lower)]
    [InlineData("throughput", "Throughput", "items/s", Better.Higher)]
    [InlineData("load", "Load time", "ns", Better.Lower)]
    [InlineData("firstInference", "First inference", "ns", Better.Lower)]
    [InlineData("peakMemory", "Peak memory", "bytes", Better.Lower)]
    [InlineData("steadyMemory", "Steady memory", "bytes", Better.Lower)]
    [InlineData("energy", "Energy", "J", Better.Lower)]
    public void What_cases_are_made_of_has_a_unit_a_direction_and_a_table(string id, string heading, string unit, Better direction)
    {
        var metric = Metric.Find(id);
        Assert.Equal((heading, unit, direction, true), (metric.Heading, metric.Unit, metric.Direction, metric.HasTable));
    }

    [Fact]
    public void A_claim_can_require_four_resources() => Assert.Equal(["latency", "throughput", "memory", "size"], Metric.Resources);

    [Fact]
    public void Of_quality_less_is_better_for_errors_and_perplexity_and_points_are_said_of_shares_alone()
    {
        Assert.Equal(
            [
                "accuracy", "accuracy@5", "macro-f1", "perplexity", "score", "auc", "average-precision", "mae", "rmse", "spearman",
                "ndcg@10", "mrr@10", "recall@10", "exact-match", "token-f1", "wer", "cer",
            ],
            QualityMetric.Compared.Select(metric => metric.Id));
        Assert.Equal(
            ["perplexity", "mae", "rmse", "wer", "cer"],
            QualityMetric.Compared.Where(metric => metric.Direction == Better.Lower).Select(metric => metric.Id));
        Assert.Equal(
            ["accuracy", "accuracy@5", "macro-f1", "exact-match", "token-f1", "wer", "cer"],
            QualityMetric.Compared.Where(metric => metric.IsShare).Select(metric => metric.Id));
        Assert.Equal(("bleu", "macro F1"), (QualityMetric.Find("bleu").Noun, QualityMetric.Find("macro-f1").Noun));
        Assert.Equal(("NDCG@3", 3), (QualityMetric.Find("ndcg@3").Noun, QualityMetric.Find("ndcg@3").Cutoff));
        Assert.All(["ndcg@0", "ndcg@", "ndcg@x", "mae@3", "ndcg"], id => Assert.False(QualityMetric.IsKnown(id)));
    }

    private static List<T> Named<T>()
    {
        var named = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(T))
            .Select(property => (T)property.GetValue(null)!).ToList();
        Assert.NotEmpty(named);
        return named;
    }
}
