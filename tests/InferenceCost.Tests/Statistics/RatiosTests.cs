using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class RatiosTests
{
    private static readonly double[] Launches = [0.71, 0.69, 0.74, 0.65, 0.70, 0.72, 0.68, 0.73, 0.66, 0.75];

    [Fact]
    public void A_launch_is_the_median_over_its_pairs() =>
        Assert.Equal(Math.Log(3), Ratios.LaunchLogRatio([10, 30, 70], [10, 10, 10]), 1e-12);

    [Fact]
    public void Blocks_are_paired_by_their_place()
    {
        // The machine was slow during the second pair: both blocks show it, and their ratio does not.
        Assert.Equal(Math.Log(2), Ratios.LaunchLogRatio([20, 200, 20], [10, 100, 10]), 1e-12);
    }

    [Fact]
    public void The_estimate_is_the_median_launch_with_its_exact_interval()
    {
        var ratio = Ratios.OfLaunches(Launches);
        Assert.Equal(10, ratio.Launches);
        Assert.Equal(Math.Exp(0.705), ratio.Estimate, 1e-12);
        Assert.Equal(Math.Exp(0.66), ratio.Low!.Value, 1e-12);
        Assert.Equal(Math.Exp(0.74), ratio.High!.Value, 1e-12);
        Assert.Equal(0.978515625, ratio.Confidence!.Value, 1e-12);
    }

    [Fact]
    public void Five_launches_have_an_estimate_and_no_interval()
    {
        var ratio = Ratios.OfLaunches(Launches.AsSpan(0, 5));
        Assert.Equal(new RatioEstimate(Math.Exp(0.70), null, null, null, 5), ratio);
    }

    [Fact]
    public void Exchanging_teacher_and_student_mirrors_the_launch_and_the_ratio()
    {
        double[] teacher = [3, 5, 7, 11];
        double[] student = [2, 4, 3, 9];
        Assert.Equal(-Ratios.LaunchLogRatio(teacher, student), Ratios.LaunchLogRatio(student, teacher));

        double[] negated = [.. Launches.Select(launch => -launch)];
        var (there, back) = (Ratios.OfLaunches(Launches), Ratios.OfLaunches(negated));
        Assert.Equal(1 / there.Estimate, back.Estimate, 1e-12);
        Assert.Equal(1 / there.High!.Value, back.Low!.Value, 1e-12);
        Assert.Equal(1 / there.Low!.Value, back.High!.Value, 1e-12);
    }

    [Fact]
    public void The_order_of_launches_changes_nothing()
    {
        double[] reversed = [.. Launches.Reverse()];
        Assert.Equal(Ratios.OfLaunches(Launches), Ratios.OfLaunches(reversed));
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => Ratios.LaunchLogRatio([], []));
        Assert.ThrowsAny<ArgumentException>(() => Ratios.LaunchLogRatio([1, 2], [1]));
        Assert.ThrowsAny<ArgumentException>(() => Ratios.LaunchLogRatio([1, 0], [1, 1]));
        Assert.ThrowsAny<ArgumentException>(() => Ratios.LaunchLogRatio([1, 1], [1, -1]));
        Assert.ThrowsAny<ArgumentException>(() => Ratios.LaunchLogRatio([1, double.NaN], [1, 1]));
        Assert.ThrowsAny<ArgumentException>(() => Ratios.LaunchLogRatio([1, double.PositiveInfinity], [1, 1]));
        Assert.ThrowsAny<ArgumentException>(() => Ratios.OfLaunches([]));
        Assert.ThrowsAny<ArgumentException>(() => Ratios.OfLaunches([0.1, double.NaN]));
    }
}
