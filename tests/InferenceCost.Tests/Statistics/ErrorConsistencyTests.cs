using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class ErrorConsistencyTests
{
    private static readonly PairedCounts Example = new(905, 20, 30, 45);

    [Fact]
    public void Kappa_equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("error-consistency"), expected =>
        AssertSame(expected.Kappa, ErrorConsistency.Kappa(expected.Table)));

    [Fact]
    public void Copy_probability_equals_a_regression_of_one_on_the_other() => Assert.All(
        ReferenceValues.Of<Case>("error-consistency"),
        expected => AssertSame(expected.CopyProbability, ErrorConsistency.CopyProbability(expected.Table)));

    [Fact]
    public void The_interval_ends_where_the_enumeration_of_all_resamples_does() => Assert.All(
        ReferenceValues.Of<BootstrapCase>("error-consistency-bootstrap"), expected =>
        {
            var actual = ErrorConsistency.BootstrapInterval(expected.Table, seed: 1, expected.Confidence)!.Value;
            Assert.InRange(actual.Low, expected.Low[0] - 1e-12, expected.Low[1] + 1e-12);
            Assert.InRange(actual.High, expected.High[0] - 1e-12, expected.High[1] + 1e-12);
        });

    [Fact]
    public void A_student_that_copies_half_of_the_time_is_seen_to()
    {
        // The teacher is right on 800 of 1,000 items; the student copies every other one and is otherwise right on 60 %.
        var counts = new PairedCounts(400 + 240, 60, 160, 140);
        Assert.Equal(0.5, ErrorConsistency.CopyProbability(counts)!.Value, 1e-12);
    }

    [Fact]
    public void Copy_probability_is_kappa_where_both_are_equally_accurate() =>
        Assert.Equal(
            ErrorConsistency.Kappa(Example with { OnlyStudentRight = 30 })!.Value,
            ErrorConsistency.CopyProbability(Example with { OnlyStudentRight = 30 })!.Value,
            1e-12);

    [Fact]
    public void Exchanging_the_models_or_right_and_wrong_leaves_kappa_alone()
    {
        Assert.Equal(ErrorConsistency.Kappa(Example), ErrorConsistency.Kappa(Example.Swap()));
        Assert.Equal(
            ErrorConsistency.Kappa(Example),
            ErrorConsistency.Kappa(Example with { BothRight = Example.BothWrong, BothWrong = Example.BothRight }));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        Assert.Equal(ErrorConsistency.BootstrapInterval(Example, seed: 5), ErrorConsistency.BootstrapInterval(Example, seed: 5));
        Assert.NotEqual(ErrorConsistency.BootstrapInterval(Example, seed: 5), ErrorConsistency.BootstrapInterval(Example, seed: 6));
    }

    [Fact]
    public void The_interval_holds_the_estimate_and_narrows_with_the_root_of_the_items()
    {
        var once = ErrorConsistency.BootstrapInterval(Example, seed: 1)!.Value;
        var fourfold = ErrorConsistency.BootstrapInterval(new PairedCounts(3620, 80, 120, 180), seed: 1)!.Value;
        Assert.True(once.Contains(ErrorConsistency.Kappa(Example)!.Value));
        Assert.InRange(fourfold.Width / once.Width, 0.46, 0.54);
    }

    [Fact]
    public void Too_few_discordant_items_have_no_interval()
    {
        Assert.Null(ErrorConsistency.BootstrapInterval(new PairedCounts(500, 4, 5, 91), seed: 1));
        Assert.NotNull(ErrorConsistency.BootstrapInterval(new PairedCounts(500, 5, 5, 90), seed: 1));
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => ErrorConsistency.Kappa(default));
        Assert.ThrowsAny<ArgumentException>(() => ErrorConsistency.CopyProbability(new PairedCounts(5, -1, 2, 3)));
        Assert.ThrowsAny<ArgumentException>(() => ErrorConsistency.BootstrapInterval(default, seed: 1));
        Assert.ThrowsAny<ArgumentException>(() => ErrorConsistency.BootstrapInterval(Example, seed: 1, confidence: 1));
        Assert.ThrowsAny<ArgumentException>(() => ErrorConsistency.BootstrapInterval(Example, seed: 1, resamples: 0));
    }

    private static void AssertSame(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        ReferenceValues.AssertClose(expected ?? 0, actual ?? 0);
    }

    private sealed record Case(int[] Counts, double? Kappa, double? CopyProbability)
    {
        public PairedCounts Table => new(Counts[0], Counts[1], Counts[2], Counts[3]);
    }

    private sealed record BootstrapCase(int[] Counts, double Confidence, double[] Low, double[] High)
    {
        public PairedCounts Table => new(Counts[0], Counts[1], Counts[2], Counts[3]);
    }
}
