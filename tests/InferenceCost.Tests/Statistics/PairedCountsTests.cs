using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class PairedCountsTests
{
    [Fact]
    public void Counts_every_kind_of_item()
    {
        bool[] teacher = [true, true, true, true, false, false, false, true];
        bool[] student = [true, true, true, false, true, true, false, false];
        var counts = PairedCounts.Of(teacher, student);
        Assert.Equal(new PairedCounts(3, 2, 2, 1), counts);
        Assert.Equal(8, counts.Items);
        Assert.Equal(0, counts.Difference);
        Assert.Equal(0.5, counts.Discordance);
    }

    [Fact]
    public void The_difference_is_negative_where_the_student_is_worse() =>
        Assert.Equal(-0.25, new PairedCounts(1, 0, 1, 2).Difference);

    [Fact]
    public void Exchanging_the_models_exchanges_the_discordant_items()
    {
        bool[] teacher = [true, true, false, true];
        bool[] student = [true, false, true, false];
        Assert.Equal(PairedCounts.Of(student, teacher), PairedCounts.Of(teacher, student).Swap());
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => PairedCounts.Of([], []));
        Assert.ThrowsAny<ArgumentException>(() => PairedCounts.Of([true], [true, false]));
    }
}
