using InferenceCost.Quality.Metrics;
using InferenceCost.Tests.Statistics;

namespace InferenceCost.Tests.Quality.Metrics;

/// <summary>Values against scikit-learn, SciPy and plain scripts (Reference/make_metrics.py).</summary>
public sealed class MetricValuesTests
{
    private static readonly MetricCase[] Cases = MetricCase.All;

    public static TheoryData<string> Metrics => [.. QualityMetricCatalog.All.Select(metric => Name(metric.Metric.Id))];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_model_has_the_reference_s_value(string metric)
    {
        var cases = Of(metric);
        Assert.True(cases.Count >= 5, $"{metric}: {cases.Count} cases");
        foreach (var item in cases)
        {
            Same(item, QualityMetricCatalog.Named(item.Metric).Score(item.Predictions)?.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Two_models_of_the_same_answers_both_have_it_and_do_not_differ_in_whatever_order_the_items_stand(string metric)
    {
        foreach (var item in Of(metric))
        {
            var (scored, pair) = (QualityMetricCatalog.Named(item.Metric), item.Pair);
            if (scored.LackOf(pair) is null)
            {
                var compared = scored.Compare(pair, isRatio: false, 0.90);
                Same(item, compared.Teacher);
                Same(item, compared.Student);
                Assert.Equal((item.Name, 0), (item.Name, compared.Delta));
                Assert.True(compared.Difference is null or { Low: <= 0, High: >= 0 }, item.Name);
            }
            else
            {
                Assert.Null(item.Value);
            }
        }
    }

    private static List<MetricCase> Of(string metric) => [.. Cases.Where(item => Name(item.Metric) == metric)];

    private static string Name(string id) => id.Split('@')[0] is "accuracy" && id.Contains('@') ? "accuracy@" : id.Split('@')[0];

    private static void Same(MetricCase item, double? value)
    {
        Assert.True(item.Value is null == value is null, $"{item.Metric}, {item.Name}: expected {item.Value}, but was {value}");
        if (item.Value is { } expected)
        {
            ReferenceValues.AssertClose(expected, value!.Value);
        }
    }
}
