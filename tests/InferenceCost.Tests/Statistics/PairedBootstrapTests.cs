using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class PairedBootstrapTests
{
    private static readonly double[] Teacher = [.. Enumerable.Range(0, 60).Select(i => 0.5 + 0.4 * Math.Sin(i))];
    private static readonly double[] Student = [.. Enumerable.Range(0, 60).Select(i => 0.5 + 0.4 * Math.Sin(i + 0.3 * Math.Cos(7 * i)))];

    [Fact]
    public void Equals_the_enumeration_of_all_resamples() => Assert.All(ReferenceValues.Of<Case>("bootstrap"), expected =>
    {
        var actual = PairedBootstrap.Compute(
            expected.Teacher.Length,
            items => Ratio(expected.Teacher, expected.Weight, items),
            items => Ratio(expected.Student, expected.Weight, items),
            seed: 1,
            expected.Confidence)!.Value;
        ReferenceValues.AssertClose(expected.Low, actual.Low);
        ReferenceValues.AssertClose(expected.High, actual.High);
    });

    [Fact]
    public void Of_clusters_equals_the_enumeration_of_all_resamples() => Assert.All(
        ReferenceValues.Of<Case>("clustered-bootstrap"), expected =>
        {
            var actual = PairedBootstrap.Compute(
                expected.Teacher.Length,
                items => Ratio(expected.Teacher, expected.Weight, items),
                items => Ratio(expected.Student, expected.Weight, items),
                seed: 1,
                expected.Confidence,
                clusters: expected.Clusters)!.Value;
            ReferenceValues.AssertClose(expected.Low, actual.Low);
            ReferenceValues.AssertClose(expected.High, actual.High);
        });

    [Fact]
    public void Items_that_are_clusters_of_their_own_are_drawn_one_by_one()
    {
        int[] own = [.. Enumerable.Range(-7, 60)];
        Assert.Equal(
            PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 1, resamples: 500),
            PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 1, resamples: 500, clusters: own));
    }

    [Fact]
    public void Copies_of_an_item_in_its_cluster_add_no_evidence()
    {
        double[] teacher = [.. Teacher, .. Teacher];
        double[] student = [.. Student, .. Student];
        int[] clusters = [.. Enumerable.Range(0, 60), .. Enumerable.Range(0, 60)];
        var once = PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 1)!.Value;
        var copied = PairedBootstrap.Compute(120, Mean(teacher), Mean(student), seed: 1, clusters: clusters)!.Value;
        Assert.Equal(once.Low, copied.Low, 1e-12);
        Assert.Equal(once.High, copied.High, 1e-12);
    }

    [Theory] // SciPy: 1 - 2 * norm.cdf(-sqrt(n / (n - 1)) * t.ppf(0.975, evidence - 1))
    [InlineData(5, 5, 0.998091798896235)]
    [InlineData(60, 18, 0.9666314176433479)]
    [InlineData(1_000, 200, 0.9514979731124372)]
    public void Rests_on_few_items_with_a_wider_interval(int drawn, int units, double expected)
    {
        Assert.Equal(expected, PairedBootstrap.Expanded(0.95, drawn, units), 1e-9);
        var plain = PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 1, 0.95)!.Value;
        var wider = PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 1, 0.95, evidence: units)!.Value;
        Assert.True(wider.Low < plain.Low && wider.High > plain.High);
        Assert.Equal(0.95, wider.Confidence);
    }

    [Fact]
    public void One_cluster_has_no_interval() => Assert.Null(PairedBootstrap.Compute(3, _ => 0, _ => 1, seed: 1, clusters: [4, 4, 4]));

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        var interval = PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 5, resamples: 1_050);
        Assert.Equal(interval, PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 5, resamples: 1_050));
        Assert.NotEqual(interval, PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 6, resamples: 1_050));
    }

    [Fact]
    public void Both_models_are_scored_on_the_same_items() =>
        Assert.Equal(new Interval(0, 0, 0.90), PairedBootstrap.Compute(60, Mean(Teacher), Mean(Teacher), seed: 1));

    [Fact]
    public void Exchanging_the_models_mirrors_it()
    {
        var there = PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 1)!.Value;
        var back = PairedBootstrap.Compute(60, Mean(Student), Mean(Teacher), seed: 1)!.Value;
        Assert.Equal(-there.High, back.Low, 1e-12);
        Assert.Equal(-there.Low, back.High, 1e-12);
    }

    [Fact]
    public void Twice_the_items_narrow_it()
    {
        double[] teacher = [.. Teacher, .. Teacher];
        double[] student = [.. Student, .. Student];
        var once = PairedBootstrap.Compute(60, Mean(Teacher), Mean(Student), seed: 1)!.Value;
        var twice = PairedBootstrap.Compute(120, Mean(teacher), Mean(student), seed: 1)!.Value;
        Assert.InRange(twice.Width / once.Width, 0.65, 0.77);
    }

    [Fact]
    public void One_item_has_no_interval() => Assert.Null(PairedBootstrap.Compute(1, _ => 0, _ => 1, seed: 1));

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => PairedBootstrap.Compute(0, _ => 0, _ => 1, seed: 1));
        Assert.ThrowsAny<ArgumentException>(() => PairedBootstrap.Compute(5, _ => 0, _ => 1, seed: 1, resamples: 0));
        Assert.ThrowsAny<ArgumentException>(() => PairedBootstrap.Compute(5, _ => 0, _ => 1, seed: 1, confidence: 1));
        Assert.ThrowsAny<ArgumentException>(() => PairedBootstrap.Compute(5, _ => 0, _ => double.NaN, seed: 1));
        Assert.ThrowsAny<ArgumentException>(() => PairedBootstrap.Compute(5, _ => 0, _ => 1, seed: 1, clusters: [1, 2]));
    }

    private static CorpusMetric Mean(double[] scores) => items =>
    {
        var sum = 0.0;
        foreach (var item in items)
        {
            sum += scores[item];
        }

        return sum / items.Length;
    };

    private static double Ratio(int[] errors, int[] weights, ReadOnlySpan<int> items)
    {
        double over = 0, under = 0;
        foreach (var item in items)
        {
            over += errors[item];
            under += weights[item];
        }

        return over / under;
    }

    private sealed record Case(int[] Teacher, int[] Student, int[] Weight, double Confidence, double Low, double High, int[]? Clusters);
}
