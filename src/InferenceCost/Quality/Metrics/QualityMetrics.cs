namespace InferenceCost.Quality.Metrics;

/// <summary>The ways in which two models' quality is compared.</summary>
public static class QualityMetrics
{
    /// <summary>The share of items that a model gets right.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>The mean over classes of F1, the harmonic mean of precision and recall: a class counts as much as any other.</summary>
    public const string MacroF1 = "macro-f1";

    /// <summary>exp of the mean negative log-likelihood of the true class, or of scores that are such: how many classes a model hesitates between. Less is better.</summary>
    public const string Perplexity = "perplexity";

    /// <summary>The mean of a score that each item has, whatever it is a score of. More is better.</summary>
    public const string Score = "score";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Accuracy, MacroF1, Perplexity, Score];
}
