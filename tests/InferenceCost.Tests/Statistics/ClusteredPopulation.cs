using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Tests.Statistics;

/// <summary>
/// Differences of scores, zero on average, in clusters of one to nine items: each is half its cluster's and half its own, so that two
/// items of a cluster correlate by one half.
/// </summary>
/// <param name="clusters">Number of clusters of a sample.</param>
internal sealed class ClusteredPopulation(int clusters)
{
    /// <summary>The share of random samples, sample i drawn with seed i, whose interval holds zero.</summary>
    internal double Coverage(int samples, Func<Sample, int, Interval?> intervalOf) =>
        Enumerable.Range(0, samples).AsParallel().Count(seed => intervalOf(Draw(seed), seed)!.Value.Contains(0)) / (double)samples;

    private Sample Draw(int seed)
    {
        var random = new Random(seed);
        var (scores, labels) = (new List<double>(), new List<int>());
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            var shared = Normal.Sample(random, 0, 1);
            var items = random.Next(1, 10);
            for (var item = 0; item < items; item++)
            {
                scores.Add(shared + Normal.Sample(random, 0, 1));
                labels.Add(cluster);
            }
        }

        return new Sample([.. scores], [.. labels]);
    }

    /// <param name="Scores">The student's scores, one per item; the teacher's are all zero.</param>
    /// <param name="Clusters">The cluster of each item.</param>
    internal sealed record Sample(double[] Scores, int[] Clusters)
    {
        internal double[] Zeros { get; } = new double[Scores.Length];

        internal double Mean(ReadOnlySpan<int> items)
        {
            var sum = 0.0;
            foreach (var item in items)
            {
                sum += Scores[item];
            }

            return sum / items.Length;
        }
    }
}
