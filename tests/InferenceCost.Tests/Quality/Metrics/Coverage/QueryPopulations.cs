using System.Globalization;
using static InferenceCost.Tests.Quality.Metrics.Coverage.NumberPopulations;

namespace InferenceCost.Tests.Quality.Metrics.Coverage;

/// <summary>Two models that rank eight items for each query.</summary>
internal static class QueryPopulations
{
    private const int Items = 8;

    internal static IReadOnlyList<MetricPopulation> All { get; } =
    [
        Of("student a little worse", 0.8, 1.0),
        Of("one relevant item", 0.8, 1.0, relevant: 1),
        Of("nearly always right", 0.15, 0.2),
        Of("other orders of 5 % of the queries", 0.8, 0.8, changed: 0.05),
        Of("the relevant ones last", 0.8, 1.0, sign: -1),
        Of("the same orders", 0.8, 0.8, changed: 0),
    ];

    private static MetricPopulation Of(
        string name, double teacher, double student, int relevant = 3, double? changed = null, int sign = 1) => new(name, (units, random) =>
    {
        var rows = units * Items;
        var (queries, truths, first, second) = (new string[rows], new double[rows], new double[rows], new double[rows]);
        for (var query = 0; query < units; query++)
        {
            var name = query.ToString(CultureInfo.InvariantCulture);
            var hard = Math.Exp(0.5 * Noise(random));
            var copies = changed is { } share && random.NextDouble() >= share;
            for (var place = 0; place < Items; place++)
            {
                var row = (query * Items) + place;
                var common = 0.6 * Noise(random);
                (queries[row], truths[row]) = (name, place < relevant ? 1 + (place % 2) : 0);
                first[row] = (sign * truths[row]) + (teacher * hard * (common + (0.8 * Noise(random))));
                second[row] = copies ? first[row] : (sign * truths[row]) + (student * hard * (common + (0.8 * Noise(random))));
            }
        }

        return MetricPopulation.Numbers(truths, first, second, queries);
    });
}
