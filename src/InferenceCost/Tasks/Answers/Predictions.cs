using System.Globalization;

namespace InferenceCost.Tasks.Answers;

/// <summary>
/// What a model answered, item by item, in columns: a million items are a few arrays, not a million objects. The order of the items
/// has no meaning; items are matched by their ids. A classifier has answers (and probabilities, where they were recorded); a model
/// whose answers somebody graded has scores; both may be there. Answers that are no classes are numbers or texts.
/// </summary>
public sealed class Predictions
{
    /// <summary>Puts the columns together.</summary>
    /// <param name="source">Where they come from, for messages: a file, or a model's name.</param>
    /// <param name="items">The items' ids.</param>
    /// <param name="labels">The true class of each item, from 0; null where nobody knows them.</param>
    /// <param name="predicted">The class that the model chose for each item, from 0; empty where there are scores instead.</param>
    /// <param name="probabilities">Shape [items, classes], row by row; null where they were not recorded.</param>
    /// <param name="scores">One score per item; null where there are none.</param>
    /// <param name="clusters">The source that each item shares with others; null where items are independent.</param>
    /// <param name="classNames">The names of the classes by number; null where they have none.</param>
    /// <exception cref="ArgumentException">Columns of different lengths.</exception>
    public Predictions(
        string source, string[] items, int[]? labels, int[] predicted, float[]? probabilities = null,
        double[]? scores = null, string[]? clusters = null, string[]? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(predicted);
        var scored = predicted.Length == 0 && labels is null && probabilities is null;
        if ((predicted.Length != items.Length && !scored) || Differs(labels) || Differs(scores) || Differs(clusters))
        {
            throw new ArgumentException("Every column needs one value per item.", nameof(predicted));
        }

        if (probabilities is not null
            && (items.Length == 0 ? probabilities.Length != 0 : probabilities.Length == 0 || probabilities.Length % items.Length != 0))
        {
            throw new ArgumentException("Every item needs the same number of probabilities.", nameof(probabilities));
        }

        (Source, Items, Labels, Predicted, Probabilities) = (source, items, labels, predicted, probabilities);
        (Scores, Clusters, ClassNames) = (scores, clusters, classNames);

        bool Differs(Array? column) => column is not null && column.Length != items.Length;
    }

    /// <summary>Where the predictions come from, for messages.</summary>
    public string Source { get; }

    /// <summary>How many items there are.</summary>
    public int Count => Items.Length;

    /// <summary>The items' ids.</summary>
    public string[] Items { get; }

    /// <summary>The true class of each item; null where nobody knows them.</summary>
    public int[]? Labels { get; }

    /// <summary>The class that the model chose for each item; empty where there are scores alone.</summary>
    public int[] Predicted { get; }

    /// <summary>Whether there is an answer for each item, and not its score alone.</summary>
    public bool HasAnswers => Predicted.Length == Items.Length;

    /// <summary>Shape [items, classes], row by row; null where they were not recorded.</summary>
    public float[]? Probabilities { get; }

    /// <summary>One number per item, in the unit of whoever graded it; null where there are none.</summary>
    public double[]? Scores { get; }

    /// <summary>Answers that are numbers; null where they are something else.</summary>
    public ItemAnswers<double>? Numbers { get; init; }

    /// <summary>Answers that are texts; null where they are something else.</summary>
    public ItemAnswers<string>? Texts { get; init; }

    /// <summary>
    /// What each item shares with others, such as a document or a speaker: items of one cluster are not independent; null where all are.
    /// </summary>
    public string[]? Clusters { get; }

    /// <summary>The names of the classes by number; null where classes are numbers.</summary>
    public string[]? ClassNames { get; }

    /// <summary>How many classes the probabilities cover, from class 0 on; null without them.</summary>
    public int? Classes => Probabilities is null || Count == 0 ? null : Probabilities.Length / Count;

    /// <summary>
    /// What had to be chosen when the file was read, one sentence each; empty where its columns have the names of docs/judge.md.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How the answers lie where an item had several; null where each had one.</summary>
    public AnswerSpread? Spread { get; init; }

    /// <summary>Where each item is.</summary>
    internal ItemIndex Index { get => field ??= new ItemIndex(Items); init; }

    /// <summary>The probabilities of one item; empty where they were not recorded.</summary>
    /// <param name="index">The item's position, not its id.</param>
    public ReadOnlySpan<float> ProbabilitiesOf(int index) =>
        Classes is { } classes ? Probabilities.AsSpan(index * classes, classes) : [];

    /// <summary>The same with labels that were recorded elsewhere, one for each item in this order.</summary>
    internal Predictions WithLabels(int[] labels) => With(labels: labels);

    /// <summary>The same with true numbers or texts that were recorded elsewhere, one for each item in this order.</summary>
    internal Predictions WithTruths(double[]? numbers, string[]? texts) => With(
        numbers: Numbers is { True: null } own ? own with { True = numbers } : null,
        texts: Texts is { True: null } other ? other with { True = texts } : null);

    /// <summary>The same with other probabilities, shape [items, classes].</summary>
    internal Predictions WithProbabilities(float[] probabilities) => With(probabilities: probabilities);

    /// <summary>The same with other scores, one for each item in this order.</summary>
    internal Predictions WithScores(double[] scores) => With(scores: scores);

    private Predictions With(
        int[]? labels = null, float[]? probabilities = null, double[]? scores = null, ItemAnswers<double>? numbers = null,
        ItemAnswers<string>? texts = null) =>
        new(
            Source, Items, labels ?? Labels, Predicted, probabilities ?? Probabilities, scores ?? Scores, Clusters, ClassNames)
        {
            Index = Index,
            Notes = Notes,
            Spread = Spread,
            Numbers = numbers ?? Numbers,
            Texts = texts ?? Texts,
        };

    /// <summary>A class by its name, or by its number where it has none.</summary>
    public string NameOf(int number) =>
        ClassNames is { } names && (uint)number < (uint)names.Length ? names[number] : number.ToString(CultureInfo.InvariantCulture);
}
