using System.Globalization;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Metrics.Coverage;

/// <summary>A way to draw the answers of two models, whose true difference is that of very many items.</summary>
/// <param name="name">What it is like.</param>
/// <param name="draw">Draws so many items, queries or sources.</param>
internal sealed class MetricPopulation(string name, Func<int, Random, MetricSample> draw)
{
    private const double Confidence = 0.90;

    /// <summary>The true difference is that of so many samples of ten thousand: its own error is a twelfth of a sample's.</summary>
    private const int SamplesForTruth = 150;

    private static readonly Dictionary<int, (string[] Ids, ItemIndex Index)> Known = [];

    internal string Name => name;

    /// <summary>Two models' numbers.</summary>
    internal static MetricSample Numbers(double[] truths, double[] teacher, double[] student, string[]? clusters = null) =>
        Pair(truths.Length, (ids, index, isTeacher) => new Predictions("m", ids, null, [], clusters: clusters)
        {
            Index = index,
            Numbers = new(isTeacher ? teacher : student, truths),
        });

    /// <summary>Two models' texts.</summary>
    internal static MetricSample Texts(string[] truths, string[] teacher, string[] student, string[]? clusters = null) =>
        Pair(truths.Length, (ids, index, isTeacher) => new Predictions("m", ids, null, [], clusters: clusters)
        {
            Index = index,
            Texts = new(isTeacher ? teacher : student, truths),
        });

    /// <summary>Two models' classes.</summary>
    internal static MetricSample Classes(int[] labels, int[] teacher, int[] student, float[]? first = null, float[]? second = null) =>
        Pair(labels.Length, (ids, index, isTeacher) =>
            new Predictions("m", ids, labels, isTeacher ? teacher : student, isTeacher ? first : second) { Index = index });

    /// <summary>What the metrics' intervals hold of the truth, over samples with fixed seeds.</summary>
    internal CoverageCell[] Coverage(string[] metrics, int units, int samples)
    {
        var truths = Truths(metrics);
        var found = Enumerable.Range(0, samples).AsParallel().Select(seed => Compared(metrics, units, seed)).ToArray();
        return [.. metrics.Select((_, m) => CoverageCell.Count([.. found.Select(sample => sample[m])], truths[m]))];
    }

    private readonly Dictionary<string, (double Delta, double LogRatio)[]> truthsOf = [];

    private (double Delta, double LogRatio)[] Truths(string[] metrics)
    {
        var key = string.Join(' ', metrics);
        if (!truthsOf.TryGetValue(key, out var truths))
        {
            var many = Enumerable.Range(1_000_000, SamplesForTruth).AsParallel().Select(seed => Scored(metrics, seed)).ToArray();
            truthsOf[key] = truths =
            [
                .. metrics.Select((_, m) => (many.Average(sample => sample[m].Delta), many.Average(sample => sample[m].LogRatio))),
            ];
        }

        return truths;
    }

    /// <summary>Differences without intervals, which take most of the time.</summary>
    private (double Delta, double LogRatio)[] Scored(string[] metrics, int seed)
    {
        var items = draw(10_000, new Random(seed)).Items;
        return
        [
            .. metrics.Select(QualityMetricCatalog.Named).Select(metric =>
            {
                var (teacher, student) = (metric.Score(items.Teacher)!.Value, metric.Score(items.Student)!.Value);
                var sign = metric.Metric.Direction == Better.Lower ? -1 : 1;
                return (sign * (student - teacher), sign * (Math.Log(student) - Math.Log(teacher)));
            }),
        ];
    }

    private MetricComparison[] Compared(string[] metrics, int units, int seed)
    {
        var items = draw(units, new Random(seed)).Items;
        return [.. metrics.Select(metric => QualityMetricCatalog.Named(metric).Compare(items, isRatio: true, Confidence))];
    }

    private static MetricSample Pair(int count, Func<string[], ItemIndex, bool, Predictions> predictions)
    {
        (string[] Ids, ItemIndex Index) known;
        lock (Known)
        {
            if (!Known.TryGetValue(count, out known))
            {
                string[] ids = [.. Enumerable.Range(0, count).Select(item => item.ToString("D6", CultureInfo.InvariantCulture))];
                var index = new ItemIndex(ids);
                _ = index.ById;
                Known[count] = known = (ids, index);
            }
        }

        return new MetricSample(PairedItems.Pair(predictions(known.Ids, known.Index, true), predictions(known.Ids, known.Index, false)));
    }
}

/// <summary>One sample.</summary>
/// <param name="Items">The answers of both models.</param>
internal sealed record MetricSample(PairedItems Items);
