using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class McNemarTests
{
    [Fact]
    public void Equals_exact_fractions() => Assert.All(ReferenceValues.Of<Case>("mcnemar"), expected =>
        ReferenceValues.AssertClose(expected.MidP, McNemar.MidP(expected.Table)));

    [Fact]
    public void Without_discordant_items_there_is_nothing_to_test() =>
        Assert.Equal(1, McNemar.MidP(new PairedCounts(100, 0, 0, 3)));

    [Fact]
    public void Exchanging_the_models_changes_nothing() => Assert.All(ReferenceValues.Of<Case>("mcnemar"), expected =>
        Assert.Equal(McNemar.MidP(expected.Table), McNemar.MidP(expected.Table.Swap())));

    [Fact]
    public void Items_on_which_both_agree_change_nothing() =>
        Assert.Equal(McNemar.MidP(new PairedCounts(0, 8, 2, 0)), McNemar.MidP(new PairedCounts(900, 8, 2, 90)));

    [Fact]
    public void Twice_the_items_make_the_same_difference_clearer() =>
        Assert.True(McNemar.MidP(new PairedCounts(20, 16, 4, 6)) < McNemar.MidP(new PairedCounts(10, 8, 2, 3)));

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => McNemar.MidP(default));
        Assert.ThrowsAny<ArgumentException>(() => McNemar.MidP(new PairedCounts(-1, 1, 1, 5)));
    }

    private sealed record Case(int[] Counts, double MidP)
    {
        public PairedCounts Table => new(Counts[0], Counts[1], Counts[2], Counts[3]);
    }
}
