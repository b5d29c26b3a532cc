using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Tests.Statistics;

public sealed class VarianceFreedomTests
{
    [Fact]
    public void Normal_values_have_nearly_as_many_as_there_are()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => Normal.Sample(random, 5, 2))];
        Assert.Equal(20_000, VarianceFreedom.Estimate(values), 1_500.0);
    }

    [Fact]
    public void Values_that_are_mostly_zero_have_those_of_the_few()
    {
        // Kurtosis of a share p of ones: 1 / p + p^2 ... near 1 / p for few, so that 2 n p remain.
        double[] values = [.. Enumerable.Repeat(0.0, 990), .. Enumerable.Repeat(1.0, 5), .. Enumerable.Repeat(-1.0, 5)];
        Assert.Equal(2 * 1_000 / (100 - (997 / 999.0)), VarianceFreedom.Estimate(values), 1e-9);
    }

    [Fact]
    public void One_value_that_makes_the_whole_spread_leaves_two() =>
        Assert.InRange(VarianceFreedom.Estimate([.. Enumerable.Repeat(0.0, 499), 1e90]), 1.9, 2.1);

    [Fact]
    public void Values_without_spread_have_one_less_than_there_are() => Assert.Equal(9, VarianceFreedom.Estimate(new double[10]));

    [Fact]
    public void Values_of_a_cluster_count_as_their_sum()
    {
        double[] sums = [3, -1, 4, -1, 5, -9, 2, -6];
        double[] halves = [.. sums.SelectMany(sum => new[] { sum / 2, sum / 2 })];
        int[] clusters = [.. Enumerable.Range(0, 16).Select(item => item / 2)];
        Assert.Equal(VarianceFreedom.Estimate(sums), VarianceFreedom.Estimate(halves, clusters), 1e-9);
    }
}
