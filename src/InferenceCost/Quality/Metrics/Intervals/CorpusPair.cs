using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>Two models' scores of any items of a corpus, some of them repeated; items are numbered in the order of their ids.</summary>
/// <param name="Teacher">The teacher's.</param>
/// <param name="Student">The student's.</param>
/// <param name="Direction">Which direction is better.</param>
internal sealed record CorpusPair(CorpusMetric Teacher, CorpusMetric Student, Better Direction)
{
    /// <summary>Whether both give the logarithm of the score, as that of a perplexity is a mean.</summary>
    public bool AreLogarithms { get; init; }

    /// <summary>
    /// On how many items exactly one model is right, where the difference rests on these alone; null where every item tells something.
    /// </summary>
    public int? DiscordantItems { get; init; }

    /// <summary>
    /// What bounds the difference, student minus teacher, where too few items tell the models apart for a bootstrap; null where nothing
    /// does.
    /// </summary>
    public Func<Interval?>? Bound { get; init; }

    /// <summary>
    /// The same scores of items that are counted by kind: so many of a few kinds are drawn faster than so many items. Null where an item
    /// can be of more kinds than are counted.
    /// </summary>
    public CountedItems? Counted { get; init; }

    /// <summary>The score itself.</summary>
    public double Score(double value) => AreLogarithms ? Math.Exp(value) : value;

    /// <summary>Its logarithm.</summary>
    public double Logarithm(double value) => AreLogarithms ? value : Math.Log(value);

    /// <summary>
    /// The same for a resample: one in which a model finds nothing at all has none; a thousandth of a point stands for it.
    /// </summary>
    public double ResampledLogarithm(double value) => AreLogarithms ? value : Math.Log(Math.Max(value, 1e-5));
}
