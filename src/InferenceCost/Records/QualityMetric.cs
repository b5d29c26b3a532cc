using System.Globalization;

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

    /// <summary>The share of items of which the true class is among the k most probable ones.</summary>
    public static QualityMetric TopAccuracy { get; } =
        new QualityMetric("accuracy", "accuracy", Better.Higher, IsShare: true) { CountsItems = true, IsOfTasks = true }.AtCutoff(5);

    /// <summary>The mean absolute error, in the unit of the numbers.</summary>
    public static QualityMetric MeanAbsoluteError { get; } =
        new("mae", "mean absolute error", Better.Lower, IsShare: false) { Form = AnswerForm.Numbers, IsOfTasks = true };

    /// <summary>The square root of the mean squared error, in the unit of the numbers.</summary>
    public static QualityMetric RootMeanSquaredError { get; } =
        new("rmse", "root mean squared error", Better.Lower, IsShare: false) { Form = AnswerForm.Numbers, IsOfTasks = true };

    /// <summary>Spearman's rank correlation of the given with the true numbers: of cosines with graded pairs, for embeddings.</summary>
    public static QualityMetric RankCorrelation { get; } =
        new("spearman", "rank correlation", Better.Higher, IsShare: false) { Form = AnswerForm.Numbers, IsOfTasks = true };

    /// <summary>How often an item of class 1 gets a higher number than one of class 0: the area under the ROC curve.</summary>
    public static QualityMetric AreaUnderCurve { get; } =
        new("auc", "ROC AUC", Better.Higher, IsShare: false) { Form = AnswerForm.Strengths, IsOfTasks = true };

    /// <summary>The mean over items of class 1 of the precision among all that get as high a number.</summary>
    public static QualityMetric AveragePrecision { get; } =
        new("average-precision", "average precision", Better.Higher, IsShare: false) { Form = AnswerForm.Strengths, IsOfTasks = true };

    /// <summary>Normalised discounted cumulative gain of the first k of a query, the mean over queries.</summary>
    public static QualityMetric Ndcg { get; } = OfQueries("ndcg", "NDCG");

    /// <summary>The reciprocal of the place of a query's first relevant item, 0 beyond place k, the mean over queries.</summary>
    public static QualityMetric ReciprocalRank { get; } = OfQueries("mrr", "MRR");

    /// <summary>The share of a query's relevant items that are among its first k, the mean over queries.</summary>
    public static QualityMetric Recall { get; } = OfQueries("recall", "recall");

    /// <summary>The share of items whose text is the true one, letter for letter.</summary>
    public static QualityMetric ExactMatch { get; } =
        new("exact-match", "exact match", Better.Higher, IsShare: true) { Form = AnswerForm.Texts, CountsItems = true, IsOfTasks = true };

    /// <summary>The mean over items of F1 of the words that the text shares with the true one.</summary>
    public static QualityMetric TokenF1 { get; } =
        new("token-f1", "token F1", Better.Higher, IsShare: true) { Form = AnswerForm.Texts, IsOfTasks = true };

    /// <summary>Words to insert, delete and replace over words of the true texts, all items together.</summary>
    public static QualityMetric WordErrorRate { get; } =
        new("wer", "word error rate", Better.Lower, IsShare: true) { Form = AnswerForm.Texts, IsOfTasks = true };

    /// <summary>The same of characters.</summary>
    public static QualityMetric CharacterErrorRate { get; } =
        new("cer", "character error rate", Better.Lower, IsShare: true) { Form = AnswerForm.Texts, IsOfTasks = true };

    /// <summary>
    /// Where there are no labels: the share of items on which a model answers as the teacher does. No verdict rests on it.
    /// </summary>
    public static QualityMetric Agreement { get; } = new("agreement", "agreement", Better.Higher, IsShare: false) { CountsItems = true };

    /// <summary>The same of vectors: the cosine of a model's with the teacher's, the mean over items.</summary>
    public static QualityMetric Cosine { get; } = new("cosine", "cosine with the teacher's", Better.Higher, IsShare: false);

    /// <summary>
    /// The same of vectors of other lengths: the rank correlation of the cosines that pairs of items have in either model.
    /// </summary>
    public static QualityMetric PairCorrelation { get; } =
        new("pair-correlation", "rank correlation of the pairs' cosines with the teacher's", Better.Higher, IsShare: false);

    /// <summary>The same of numbers: their rank correlation with the teacher's.</summary>
    public static QualityMetric NumberCorrelation { get; } =
        new("rank-correlation", "rank correlation with the teacher's", Better.Higher, IsShare: false);

    /// <summary>Those that tell without labels how far a model answers as the teacher does.</summary>
    public static IReadOnlyList<QualityMetric> OfAgreement { get; } = [Agreement, Cosine, PairCorrelation, NumberCorrelation];

    /// <summary>Those by which a teacher and a student can be compared; those of the first k with the usual k.</summary>
    public static IReadOnlyList<QualityMetric> Compared { get; } =
    [
        Accuracy, TopAccuracy, MacroF1, Perplexity, Score, AreaUnderCurve, AveragePrecision, MeanAbsoluteError,
        RootMeanSquaredError, RankCorrelation, Ndcg, ReciprocalRank, Recall, ExactMatch, TokenF1, WordErrorRate, CharacterErrorRate,
    ];

    /// <summary>Those that a family's task can name: its data has labels, and scores of items come from files alone.</summary>
    public static IReadOnlyList<QualityMetric> OfTasks { get; } = [.. Compared.Where(metric => metric.IsOfTasks)];

    /// <summary>The one that labelled answers are scored by where nobody names another.</summary>
    public static QualityMetric Default => Accuracy;

    /// <summary>What the answers are that it scores.</summary>
    public AnswerForm Form { get; init; }

    /// <summary>How many of the first ones count, where the id ends in that number: 10 of <c>ndcg@10</c>.</summary>
    public int? Cutoff { get; init; }

    /// <summary>Its id without that number: metrics of one name differ by it alone.</summary>
    public string Name => Id.Split('@')[0];

    /// <summary>Whether a query, with all of its items, counts as one and not each item.</summary>
    public bool IsOfQueries { get; init; }

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
    /// Whether a model's score has an interval of its own: that of a share of items.
    /// </summary>
    public bool HasInterval => IsOfTasks && CountsItems;

    /// <summary>Its noun at the head of a column.</summary>
    public string Heading => Noun.Length == 0 ? Noun : char.ToUpperInvariant(Noun[0]) + Noun[1..];

    /// <summary>Whether a verdict can rest on it: one that this version does not know decides nothing.</summary>
    public bool Decides => IsKnown(Id);

    /// <summary>Whether this version can compare two models by a metric of such an id.</summary>
    public static bool IsKnown(string id) => Known(id) is not null;

    /// <summary>The metric of such an id; one that this version does not know is called by its id.</summary>
    public static QualityMetric Find(string id) => OfAgreement.FirstOrDefault(metric => metric.Id == id) ?? Known(id)
        ?? new QualityMetric(id, id, Better.Higher, IsShare: false);

    private static QualityMetric? Known(string id)
    {
        var parts = id.Split('@');
        return Compared.FirstOrDefault(metric => metric.Id == id)
            ?? (parts is [var name, var first] && first.Length is > 0 and < 6 && first.All(char.IsAsciiDigit) && first[0] != '0'
                ? Compared.FirstOrDefault(metric => metric.Cutoff is not null && metric.Name == name)
                    ?.AtCutoff(int.Parse(first, CultureInfo.InvariantCulture))
                : null);
    }

    private static QualityMetric OfQueries(string id, string noun) => new QualityMetric(id, noun, Better.Higher, IsShare: false)
    {
        Form = AnswerForm.Numbers, IsOfQueries = true, IsOfTasks = true,
    }.AtCutoff(10);

    private QualityMetric AtCutoff(int cutoff) => this with
    {
        Id = FormattableString.Invariant($"{Name}@{cutoff}"),
        Noun = FormattableString.Invariant($"{Noun.Split('@')[0]}@{cutoff}"),
        Cutoff = cutoff,
    };
}
