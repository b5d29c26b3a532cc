using static InferenceCost.Tests.Quality.Metrics.Coverage.NumberPopulations;

namespace InferenceCost.Tests.Quality.Metrics.Coverage;

/// <summary>Two models that write texts of three to twelve words.</summary>
internal static class TextPopulations
{
    private static readonly string[] Words =
        [.. "bcdfghklmn".SelectMany(first => "eiou".Select(second => $"{first}{second}"))];

    internal static IReadOnlyList<MetricPopulation> All { get; } =
    [
        Of("10 and 12 % of words wrong", 0.10, 0.12, copies: 0),
        Of("5 % wrong, copies 80 %", 0.05, 0.06, copies: 0.8),
        Of("1 % wrong", 0.01, 0.012, copies: 0),
        Of("some items very hard", 0.10, 0.12, copies: 0.5, spread: 1.2),
        Of("all words wrong", 1, 1, copies: 0),
        Of("student says nothing", 0.10, 0, copies: 0, empty: true),
        Of("the same answers", 0.10, 0.10, copies: 1),
        Of("sources of 1 to 5 items", 0.10, 0.12, copies: 0.3, ofSources: true),
    ];

    private static MetricPopulation Of(
        string name, double teacher, double student, double copies, double spread = 0.4, bool empty = false,
        bool ofSources = false) => new(name, (units, random) =>
    {
        var sources = Sources(units, ofSources, random);
        double[] ofSource = [.. Enumerable.Range(0, units).Select(_ => Math.Exp(spread * Noise(random)))];
        var (truths, first, second) = (new string[sources.Length], new string[sources.Length], new string[sources.Length]);
        for (var item = 0; item < sources.Length; item++)
        {
            string[] words = [.. Enumerable.Range(0, random.Next(3, 13)).Select(_ => Words[random.Next(Words.Length)])];
            var hard = ofSources ? ofSource[sources[item]] : Math.Exp(spread * Noise(random));
            truths[item] = string.Join(' ', words);
            first[item] = Said(words, teacher * hard, random);
            second[item] = empty ? "" : random.NextDouble() < copies ? first[item] : Said(words, student * hard, random);
        }

        return MetricPopulation.Texts(truths, first, second, Named(sources, ofSources));
    });

    /// <summary>Of wrong words one in four is left out, one comes with another, and two are others.</summary>
    private static string Said(string[] words, double wrong, Random random) => string.Join(' ', words.SelectMany(word =>
        random.NextDouble() >= wrong ? [word]
        : random.Next(4) switch
        {
            0 => Array.Empty<string>(),
            1 => [Words[random.Next(Words.Length)], "zz"],
            _ => [$"z{word}"],
        }));
}
