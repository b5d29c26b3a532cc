using System.Globalization;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Tests.Quality.Metrics.Coverage;

/// <summary>Two models that give numbers.</summary>
internal static class NumberPopulations
{
    internal static IReadOnlyList<MetricPopulation> Errors { get; } =
    [
        Of("errors correlate by 0.9", Noise, (own, random) => (0.9 * own) + (0.436 * Noise(random))),
        Of("student 20 % worse", Noise, (own, random) => 1.2 * ((0.8 * own) + (0.6 * Noise(random)))),
        Of(
            "errors of very unequal size", random => Noise(random) * Math.Exp(0.7 * Noise(random)),
            (own, random) => own * (0.9 + (0.5 * Noise(random)))),
        Of("other answers on 5 %", Noise, (own, random) => random.NextDouble() < 0.05 ? 1.5 * Noise(random) : own),
        Of("all far off", random => 10 + Noise(random), (own, random) => own + (0.3 * Noise(random))),
        Of("the same answers", Noise, (own, _) => own),
        Of("sources of 1 to 5 items", Noise, (own, random) => (0.8 * own) + (0.6 * Noise(random)), ofSources: true),
    ];

    internal static IReadOnlyList<MetricPopulation> Orders { get; } =
    [
        Ordered("correlations 0.89 and 0.81", 0.5, 0.7, shared: 0.4, truth => truth),
        Ordered("correlations 0.99 and 0.98", 0.12, 0.16, shared: 0.08, truth => truth),
        Ordered("weak ones", 4, 6, shared: 2, truth => truth),
        Ordered("six grades", 0.5, 0.7, shared: 0.4, truth => Math.Round(Math.Clamp(truth * 1.2, -2.5, 2.4) + 0.05)),
        Ordered("all the other way round", 0.5, 0.5, shared: 0.4, truth => -truth),
        Ordered("other answers on 5 %", 0.5, 0.5, shared: 0.5, truth => truth, changed: 0.05),
        Ordered("the same answers", 0.5, 0.5, shared: 0.5, truth => truth),
        Ordered("sources of 1 to 5 items", 0.5, 0.7, shared: 0.4, truth => truth, ofSources: true),
    ];

    internal static double Noise(Random random) => Normal.Sample(random, 0, 1);

    /// <summary>The sources of items, one to five of each.</summary>
    internal static int[] Sources(int units, bool ofSources, Random random) => ofSources
        ? [.. Enumerable.Range(0, units).SelectMany(source => Enumerable.Repeat(source, random.Next(1, 6)))]
        : [.. Enumerable.Range(0, units)];

    internal static string[]? Named(int[] sources, bool ofSources) =>
        ofSources ? [.. sources.Select(source => source.ToString(CultureInfo.InvariantCulture))] : null;

    private static MetricPopulation Of(
        string name, Func<Random, double> error, Func<double, Random, double> other, bool ofSources = false) => new(name, (units, random) =>
    {
        var sources = Sources(units, ofSources, random);
        double[] shared = [.. Enumerable.Range(0, ofSources ? units : 0).Select(_ => Noise(random))];
        double[] truths = [.. sources.Select(_ => Noise(random))];
        double[] errors = [.. sources.Select(_ => error(random))];

        // What a source adds to an error is the student's alone, so that it does not cancel.
        double[] others = [.. sources.Select((source, item) => other(errors[item], random) + (ofSources ? 0.5 * shared[source] : 0))];
        return MetricPopulation.Numbers(
            truths, [.. truths.Zip(errors, (truth, own) => truth + own)], [.. truths.Zip(others, (truth, own) => truth + own)],
            Named(sources, ofSources));
    });

    private static MetricPopulation Ordered(
        string name, double teacher, double student, double shared, Func<double, double> truth, double changed = 0,
        bool ofSources = false) => new(name, (units, random) =>
    {
        var sources = Sources(units, ofSources, random);
        double[] ofSource = [.. Enumerable.Range(0, units).Select(_ => Noise(random))];
        double[] truths = [.. sources.Select(source => ofSources ? (0.7 * ofSource[source]) + (0.7 * Noise(random)) : Noise(random))];
        double[] common = [.. truths.Select(own => own + (shared * Noise(random)))];
        double[] first = [.. common.Select(own => own + (Rest(teacher) * Noise(random)))];
        double[] second = student == teacher && shared == teacher
            ? [.. first.Select((own, item) => random.NextDouble() < changed ? truths[item] + (student * Noise(random)) : own)]
            : [.. common.Select((own, item) => own + (Rest(student) * Noise(random)) + (ofSources ? 0.4 * ofSource[sources[item]] : 0))];
        return MetricPopulation.Numbers([.. truths.Select(truth)], first, second, Named(sources, ofSources));

        double Rest(double spread) => Math.Sqrt(Math.Max(0, (spread * spread) - (shared * shared)));
    });
}
