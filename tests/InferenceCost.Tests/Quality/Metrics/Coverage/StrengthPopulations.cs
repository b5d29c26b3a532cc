using static InferenceCost.Tests.Quality.Metrics.Coverage.NumberPopulations;

namespace InferenceCost.Tests.Quality.Metrics.Coverage;

/// <summary>Two models that say how likely it is that an item is of class 1.</summary>
internal static class StrengthPopulations
{
    internal static IReadOnlyList<MetricPopulation> All { get; } =
    [
        Of("areas 0.86 and 0.82", 0.5, 1.5, 1.3),
        Of("areas 0.99 and 0.98", 0.5, 3.4, 3.0),
        Of("one in five of class 1", 0.2, 1.5, 1.3),
        Of("one in fifty of class 1", 0.02, 1.5, 1.3),
        Of("many tied numbers", 0.5, 1.5, 1.3, round: true),
        Of("other answers on 5 %", 0.5, 1.5, 1.5, changed: 0.05),
        Of("all the wrong way round", 0.5, -3, -2.8),
        Of("the same answers", 0.5, 1.5, 1.5, changed: 0),
        Of("sources of 1 to 5 items", 0.5, 1.5, 1.3, ofSources: true),
    ];

    private static MetricPopulation Of(
        string name, double positives, double teacher, double student, bool round = false, double? changed = null,
        bool ofSources = false) => new(name, (units, random) =>
    {
        var sources = Sources(units, ofSources, random);
        double[] ofSource = [.. Enumerable.Range(0, units).Select(_ => Noise(random))];
        double[] truths = [.. sources.Select((_, item) => item < 2 ? item : random.NextDouble() < positives ? 1.0 : 0)];
        double[] common = [.. sources.Select(_ => 0.8 * Noise(random))];
        double[] first = [.. truths.Select((truth, item) => (teacher * truth) + common[item] + (0.6 * Noise(random)))];
        double[] second =
        [
            .. truths.Select((truth, item) => changed is { } share && random.NextDouble() >= share
                ? first[item]
                : (student * truth) + common[item] + (0.6 * Noise(random)) + (ofSources ? 0.6 * ofSource[sources[item]] : 0)),
        ];
        return MetricPopulation.Numbers(
            truths, round ? [.. first.Select(Rounded)] : first, round ? [.. second.Select(Rounded)] : second, Named(sources, ofSources));
    });

    private static double Rounded(double number) => Math.Round(number, 0) / 2;
}
