namespace InferenceCost.Records;

/// <summary>
/// A way in which a model's quality is scored: everything about it that can be known from a record alone. How it is computed stands in a
/// file of its own in <c>Quality/Metrics</c>, which is found by this id. A new metric is a property here and its place in
/// <see cref="Compared"/>.
/// </summary>
/// <param name="Id">Its word in files and on the command line.</param>
/// <param name="Noun">What a sentence calls it.</param>
/// <param name="Direction">Which direction is better.</param>
/// <param name="IsShare">Whether it is a share between 0 and 1, which people say in points.</param>
public sealed record QualityMetric(string Id, string Noun, Better Direction, bool IsShare)
{
    /// <summary>The share of items that a model gets right.</summary>
    public static QualityMetric Accuracy { get; } =
        new("accuracy", "accuracy", Better.Higher, IsShare: true) { CountsItems = true, IsOfTasks = true };

    /// <summary>The mean over classes of F1, the harmonic mean of precision and recall: a class counts as much as any other.</summary>
    public static QualityMetric MacroF1 { get; } =
        new("macro-f1", "macro F1", Better.Higher, IsShare: true) { Detail = "macroF1", IsOfTasks = true };

    /// <summary>
    /// exp of the mean negative log-likelihood of the true class, or of scores that are such: how many classes a model hesitates between.
    /// </summary>
    public static QualityMetric Perplexity { get; } =
        new("perplexity", "perplexity", Better.Lower, IsShare: false) { Detail = "perplexity", IsOfTasks = true };

    /// <summary>The mean of a score that each item has, whatever it is a score of.</summary>
    public static QualityMetric Score { get; } = new("score", "score", Better.Higher, IsShare: false);

    /// <summary>
    /// Where there are no labels: the share of items on which a model answers as the teacher does. No verdict rests on it.
    /// </summary>
    public static QualityMetric Agreement { get; } = new("agreement", "agreement", Better.Higher, IsShare: false) { CountsItems = true };

    /// <summary>Those by which a teacher and a student can be compared.</summary>
    public static IReadOnlyList<QualityMetric> Compared { get; } = [Accuracy, MacroF1, Perplexity, Score];

    /// <summary>Those that a family's task can name: its data has labels, and scores of items come from files alone.</summary>
    public static IReadOnlyList<QualityMetric> OfTasks { get; } = [.. Compared.Where(metric => metric.IsOfTasks)];

    /// <summary>The one that labelled answers are scored by where nobody names another.</summary>
    public static QualityMetric Default => Accuracy;

    /// <summary>
    /// Whether a score is a number of items over all of them. An interval, and what a number of items can prove, then follow from the
    /// score alone.
    /// </summary>
    public bool CountsItems { get; init; }

    /// <summary>Whether a family's task can name it.</summary>
    public bool IsOfTasks { get; init; }

    /// <summary>
    /// For a metric whose score has no interval of its own, so that a record of quality tells the default metric instead: the name of the
    /// score among the record's details. Null for the others.
    /// </summary>
    public string? Detail { get; init; }

    /// <summary>
    /// Whether a model's score has an interval of its own: of the metrics of tasks, those that are no detail of another record.
    /// </summary>
    public bool HasInterval => IsOfTasks && Detail is null;

    /// <summary>Its noun at the head of a column.</summary>
    public string Heading => Noun.Length == 0 ? Noun : char.ToUpperInvariant(Noun[0]) + Noun[1..];

    /// <summary>Whether a verdict can rest on it: one that this version does not know decides nothing.</summary>
    public bool Decides => Compared.Contains(this);

    /// <summary>The metric of such an id; one that this version does not know is called by its id.</summary>
    public static QualityMetric Find(string id) =>
        Compared.Append(Agreement).FirstOrDefault(metric => metric.Id == id) ?? new QualityMetric(id, id, Better.Higher, IsShare: false);
}
