using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class NestedVarianceTests
{
    [Fact]
    public void Two_groups_by_hand()
    {
        // Means 2 and 6; squares within 2 + 2 over 2 degrees of freedom; variance of the means 8, less 2 * mean(1/2, 1/2).
        var variance = NestedVariance.Estimate([1, 3, 5, 7], [0, 0, 1, 1]);
        Assert.Equal((2.0, 7.0), (variance.Within!.Value, variance.Between!.Value));
    }

    [Fact]
    public void Groups_may_differ_in_size_and_come_mixed()
    {
        // Means 2, 4 and 9; squares within 2 + 2 + 0 over 5 - 3; variance of the means 13, less 2 * mean(1/2, 1/2, 1).
        var variance = NestedVariance.Estimate([1, 3, 9, 3, 5], [0, 1, 2, 0, 1]);
        Assert.Equal(2, variance.Within!.Value, 12);
        Assert.Equal(13 - (2 * 2 / 3.0), variance.Between!.Value, 12);
    }

    [Fact]
    public void What_chance_explains_is_no_variance_between()
    {
        Assert.Equal(new NestedVariance(2, 0), NestedVariance.Estimate([1, 3, 1, 3], [0, 0, 1, 1]));
        Assert.Equal(new NestedVariance(null, null), NestedVariance.Estimate([1, 3], [0, 1]));
        Assert.Equal(new NestedVariance(2, null), NestedVariance.Estimate([1, 3], [0, 0]));
        Assert.Throws<ArgumentException>(() => NestedVariance.Estimate([1, 3], [0]));
    }

    [Fact]
    public void It_is_unbiased_for_groups_of_two_and_three()
    {
        var random = new Random(7);
        var (within, between) = (0.0, 0.0);
        for (var run = 0; run < 2000; run++)
        {
            var (values, groups) = (new List<double>(), new List<int>());
            for (var group = 0; group < 40; group++)
            {
                var mean = 2 * Normal(random);
                for (var i = 0; i < 2 + (group % 2); i++)
                {
                    values.Add(mean + Normal(random));
                    groups.Add(group);
                }
            }

            var variance = NestedVariance.Estimate([.. values], [.. groups]);
            within += variance.Within!.Value / 2000;
            between += variance.Between!.Value / 2000;
        }

        Assert.Equal(1, within, 0.02);
        Assert.Equal(4, between, 0.08);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
