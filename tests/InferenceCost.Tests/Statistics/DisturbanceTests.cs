using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class DisturbanceTests
{
    [Theory]
    [InlineData(0.99, 0.99, 1.0, null)]
    [InlineData(0.95, 0.87, 1.2, null)]
    // Both sides lost half of their time to others: they are alike.
    [InlineData(0.5, 0.48, 1.0, null)]
    [InlineData(0.99, 0.6, 1.0, "head had the processor for 60 % of its time, base for 99 %")]
    [InlineData(0.6, 0.99, 1.0, "base had the processor for 60 % of its time, head for 99 %")]
    [InlineData(0.99, 0.99, 1.3, "the canary took 30 % longer beside head than beside base")]
    [InlineData(0.99, 0.99, 0.7, "the canary took 43 % longer beside base than beside head")]
    [InlineData(null, 0.2, 1.0, null)]
    public void A_launch_does_not_count_where_something_else_met_one_side(double? one, double? other, double canary, string? reason) =>
        Assert.Equal(reason, Disturbance.Reason(
            [new LaunchSide("base", one, [1]), new LaunchSide("head", other, [canary, 0.5 * canary, 2 * canary])]));

    [Theory]
    [InlineData(6, 1)]
    [InlineData(10, 1)]
    [InlineData(30, 5)]
    public void One_launch_in_six_at_most_is_set_aside(int launches, int most) => Assert.Equal(most, Disturbance.Most(launches));
}
