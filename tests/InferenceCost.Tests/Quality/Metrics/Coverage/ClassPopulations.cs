using InferenceCost.Tasks.Classification;
using static InferenceCost.Tests.Quality.Metrics.Coverage.NumberPopulations;

namespace InferenceCost.Tests.Quality.Metrics.Coverage;

/// <summary>Two classifiers of six classes.</summary>
internal static class ClassPopulations
{
    private const int Classes = 6;

    internal static IReadOnlyList<MetricPopulation> All { get; } =
    [
        Of("student a little worse", 3.0, 2.7),
        Of("nearly always right", 6.0, 5.6),
        Of("the true class least likely", -4.0, -3.8),
        Of("the same answers", 3.0, 3.0, changed: 0),
    ];

    private static MetricPopulation Of(string name, double teacher, double student, double? changed = null) =>
        new(name, (units, random) =>
        {
            int[] labels = [.. Enumerable.Range(0, units).Select(_ => random.Next(Classes))];
            var (first, second) = (new float[units * Classes], new float[units * Classes]);
            var (own, other) = (new float[Classes], new float[Classes]);
            for (var item = 0; item < units; item++)
            {
                for (var k = 0; k < Classes; k++)
                {
                    var common = Noise(random);
                    own[k] = (float)(common + (0.7 * Noise(random)) + (k == labels[item] ? teacher : 0));
                    other[k] = (float)(common + (0.7 * Noise(random)) + (k == labels[item] ? student : 0));
                }

                Softmax.Apply(own, first.AsSpan(item * Classes, Classes));
                Softmax.Apply(changed is { } share && random.NextDouble() >= share ? own : other, second.AsSpan(item * Classes, Classes));
            }

            return MetricPopulation.Classes(labels, Best(first), Best(second), first, second);
        });

    private static int[] Best(float[] rows) =>
        [.. rows.Chunk(Classes).Select(row => Array.IndexOf(row, row.Max()))];
}
