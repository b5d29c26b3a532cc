using InferenceCost.Comparison.History;
using InferenceCost.Records;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Comparison.History;

public sealed class TrendsTests
{
    private const string Latency = "latency/toys/student/cpu/b1/t1";

    [Fact]
    public void The_reference_is_the_median_of_the_ten_before_and_never_the_last_alone()
    {
        // One bad day just before the latest, and an old level that is long past.
        double[] values = [900, 900, 900, 100, 101, 102, 103, 104, 105, 106, 107, 108, 500, 110];
        var trend = Trend(values);
        Assert.Equal(values.Length, trend.Points.Count);
        Assert.Equal(104.5, trend.Reference!.Value, 6);
        Assert.Equal(110 / 104.5, trend.Change!.Value, 3);
        Assert.Null(Trend([100, 200, 300]).Reference);
        Assert.Equal(200, Trend([100, 200, 300, 400]).Reference!.Value, 6);
    }

    [Fact]
    public void Of_a_rate_less_costs_more()
    {
        var runs = Values([100, 100, 100, 80]).Select((value, index) => Run(rate: value, id: Id(index))).ToList();
        Assert.Equal(1.25, Trends.Follow(runs).Single(trend => trend.Unit == "items/s").Change!.Value, 6);
    }

    [Theory]
    [InlineData(25, 15)]
    [InlineData(20, 10)]
    [InlineData(10, 40)]
    public void A_planted_step_is_found_where_it_is(int before, int after)
    {
        var random = new Random(1);
        var trend = Trend([.. Enumerable.Range(0, before + after)
            .Select(index => (index < before ? 100e3 : 115e3) * (1 + (0.02 * (random.NextDouble() - 0.5))))]);
        var change = Assert.Single(trend.ChangePoints);
        // The method's place may be off by one where a level is short.
        Assert.InRange(change.Index, before, before + 1);
        Assert.Equal(Id(change.Index), change.Run);
        Assert.InRange(change.Before, 99e3, 101e3);
        Assert.InRange(change.After, 114e3, 116e3);
    }

    [Fact]
    public void Noise_rarely_looks_like_a_step()
    {
        var random = new Random(2);
        var found = Enumerable.Range(0, 100).Count(
            _ => Trend([.. Enumerable.Range(0, 40).Select(_ => 100e3 * (1 + (0.1 * (random.NextDouble() - 0.5))))]).ChangePoints.Count > 0);
        Assert.InRange(found, 0, 2);
    }

    [Fact]
    public void Steps_that_do_not_matter_and_single_bad_days_are_none()
    {
        Assert.Empty(Trend([.. Enumerable.Range(0, 40)
            .Select(index => index < 20 ? 100e3 + (1e3 * (index % 3)) : 102e3 + (1e3 * (index % 3)))]).ChangePoints);
        Assert.Empty(Trend([.. Enumerable.Range(0, 40).Select(index => index == 20 ? 900e3 : 100e3 + (1e3 * (index % 3)))]).ChangePoints);
    }

    [Fact]
    public void Below_thirty_values_nothing_is_looked_for() =>
        Assert.Empty(Trend([.. Enumerable.Range(0, 29).Select(index => index < 15 ? 100e3 : 200e3)]).ChangePoints);

    [Fact]
    public void Other_machines_are_other_trends_and_other_versions_are_counted()
    {
        RunRecord[] runs =
        [
            Run(id: Id(0)).WithCase(Latency, item => item with { Version = "0000" }), Run(id: Id(1)),
            Run(id: Id(2)) with { Fingerprint = "000000000000" }, Run(id: Id(3)).WithCase(Latency, item => item with { Valid = false }),
        ];
        var trends = Trends.Follow(runs).Where(trend => trend.Id == Latency).ToList();
        Assert.Equal(
            [("000000000000", 1, 0), ("c3f1a09b77de", 1, 1)],
            trends.Select(trend => (trend.Fingerprint, trend.Points.Count, trend.OtherVersions)));
    }

    private static Trend Trend(double[] values) =>
        Trends.Follow([.. values.Select((value, index) => Minimal(value, index))]).Single();

    private static RunRecord Minimal(double value, int index) => Run(id: Id(index)) with
    {
        Cases = [Case(Metric.Latency.Id, "student", "ns", value) with { Samples = [[value]], SampleKind = SampleKind.Launch }],
    };

    private static double[] Values(double[] values) => values;

    private static string Id(int index) => $"202608{1 + (index / 24):00}T{index % 24:00}0000Z-aaaa";
}
