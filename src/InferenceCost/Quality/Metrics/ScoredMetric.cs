using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// A metric of quality as it is computed: what it needs of recorded predictions, how it scores a model and how it compares two. One file
/// for each, found through <see cref="QualityMetricCatalog"/>.
/// </summary>
internal abstract class ScoredMetric
{
    /// <summary>What a record can tell of it: id, noun, direction.</summary>
    public abstract QualityMetric Metric { get; }

    /// <summary>Whether predictions that hold what it needs are compared by it where nobody names a metric.</summary>
    public virtual bool IsAssumed => false;

    /// <summary>The same metric with another number of first ones that count; itself for one that has none.</summary>
    public virtual ScoredMetric At(QualityMetric metric) => this;

    /// <summary>What two models' predictions lack to be compared by it; null where they hold everything.</summary>
    public abstract Lack? LackOf(PairedItems items);

    /// <summary>A model's own score; null where its predictions do not hold what the metric needs.</summary>
    /// <exception cref="InputException">They hold it, and it makes no sense.</exception>
    public abstract ModelScore? Score(Predictions own);

    /// <summary>Compares two models.</summary>
    /// <param name="items">Their answers to the same items.</param>
    /// <param name="isRatio">
    /// Whether the interval of the ratio is wanted, which may take resampling; that of the difference always is.
    /// </param>
    /// <param name="confidence">Two-sided confidence of the intervals.</param>
    /// <exception cref="InputException">The answers do not hold what the metric needs.</exception>
    public MetricComparison Compare(PairedItems items, bool isRatio, double confidence) => LackOf(items) is { } lack
        ? throw new InputException($"{items.Teacher.Source}, {items.Student.Source}: {lack.What}", lack.Fix)
        : Compared(items, isRatio, confidence);

    /// <summary>The same for answers that lack nothing.</summary>
    protected abstract MetricComparison Compared(PairedItems items, bool isRatio, double confidence);

    /// <summary>That some columns are missing, in the words that most metrics use.</summary>
    protected Lack Needs(string columns) =>
        new($"{Metric.Id} needs the {columns} of each item", "record them, or compare by another metric");
}

/// <summary>What predictions lack to be scored by a metric.</summary>
/// <param name="What">What is missing.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed record Lack(string What, string Fix);
