using InferenceCost.Records;

namespace InferenceCost.Quality.Metrics;

/// <summary>What two models are compared by, and how much worse a student may be and still match.</summary>
/// <param name="Metric">One of <see cref="QualityMetric"/>.</param>
/// <param name="Margin">
/// The margin: an absolute one bounds the difference, a relative one the ratio to the teacher's quality; null where nobody declared one.
/// </param>
/// <param name="DeclaredBeforehand">Whether it was declared before the items were scored.</param>
public sealed record QualityTerms(string Metric, MarginRecord? Margin, bool DeclaredBeforehand)
{
    /// <summary>
    /// How many times the margin a single class may lose, where nobody declared that: an average over classes cannot be met by each of
    /// them, and a class has a tenth of the items, so that less could not be told from chance.
    /// </summary>
    public const double ClassMarginsPerMargin = 3;

    /// <summary>How many points a single class may lose; null where neither that nor a margin in points was declared.</summary>
    public double? ClassMargin { get; init; }

    /// <summary>Names of the classes, in the order of their numbers; empty where nobody named them.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The class margin in force: a margin of any kind says about how many points matter.</summary>
    public double? ClassMarginInForce =>
        ClassMargin ?? (Margin is { } margin ? Math.Min(ClassMarginsPerMargin * margin.Value, 0.99) : null);

    /// <summary>Whether the margin bounds the ratio of the qualities and not their difference.</summary>
    public bool IsRatio => Margin?.Kind == MarginKind.Relative;
}
