using InferenceCost.Records;

namespace InferenceCost.Tests.Findings.Claims;

public sealed class SmallestStudentThatHoldsTests
{
    [Fact]
    public void The_last_that_holds_before_the_first_that_does_not_is_marked() =>
        Assert.Equal("middle", Smallest(Students(large: true, middle: true, small: false)));

    [Fact]
    public void All_that_hold_mark_the_smallest() =>
        Assert.Equal("small", Smallest(Students(large: true, middle: true, small: true)));

    [Fact]
    public void A_smaller_one_that_holds_is_not_reached_past_a_larger_one_that_does_not()
    {
        var run = Students(large: true, middle: false, small: true);
        Assert.Equal(ClaimVerdict.Holds, run.Claims().Single(claim => claim.Student == "small").Verdict);
        Assert.Equal("large", Smallest(run));
    }

    [Fact]
    public void Nothing_is_marked_where_the_largest_does_not_hold() =>
        Assert.Null(Smallest(Students(large: false, middle: true, small: true)));

    [Fact]
    public void Equal_parameters_go_by_the_files_bytes()
    {
        var run = RunFixtures.Empty().WithStudent("light", 95_000).WithStudent("heavy", 95_000)
            .WithModel("light", model => model with { FileBytes = 300_000 });
        Assert.Equal("light", Smallest(run));
    }

    [Fact]
    public void Claims_stay_in_the_order_of_the_family() =>
        Assert.Equal(
            ["small", "large", "middle"], Students(large: true, middle: true, small: true).Claims().Select(claim => claim.Student));

    private static RunFixtures Students(bool large, bool middle, bool small) => RunFixtures.Empty()
        .WithStudent("small", 20_000, saving: small ? 9 : 1)
        .WithStudent("large", 250_000, saving: large ? 2 : 1)
        .WithStudent("middle", 95_000, saving: middle ? 4 : 1);

    private static string? Smallest(RunFixtures run) => run.Claims().SingleOrDefault(claim => claim.SmallestThatHolds)?.Student;
}
