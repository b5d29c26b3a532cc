using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Tests.Statistics;

public sealed class ItemResamplerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1_500)]
    public void Every_item_is_drawn_equally_often(int items)
    {
        var resampler = new ItemResampler(items, null, seed: 1);
        var seen = new int[items];
        const int resamples = 200;
        for (var resample = 0; resample < resamples; resample++)
        {
            foreach (var item in resampler.Next())
            {
                seen[item]++;
            }
        }

        Assert.Equal(items * resamples, seen.Sum());
        var statistic = seen.Sum(count => Math.Pow(count - resamples, 2) / resamples);
        Assert.InRange(statistic, ChiSquared.InvCDF(items - 1, 0.0001), ChiSquared.InvCDF(items - 1, 0.9999));
    }

    [Fact]
    public void Clusters_are_drawn_whole()
    {
        int[] clusters = [8, -2, 8, 5, -2, 8];
        var resampler = new ItemResampler(6, ItemClusters.Number(clusters), seed: 1);
        var lengths = new HashSet<int>();
        for (var resample = 0; resample < 100; resample++)
        {
            var drawn = resampler.Next().ToArray();
            var counts = clusters.Select((cluster, item) => (cluster, Count: drawn.Count(i => i == item))).ToArray();
            Assert.All(counts.GroupBy(pair => pair.cluster), group => Assert.Single(group.Select(pair => pair.Count).Distinct()));
            Assert.Equal(3, counts.DistinctBy(pair => pair.cluster).Sum(pair => pair.Count));
            lengths.Add(drawn.Length);
        }

        // Three of the sizes 1, 2 and 3: every total from 3 to 9 comes up.
        Assert.Equal(Enumerable.Range(3, 7), lengths.Order());
    }
}
