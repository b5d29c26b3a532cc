namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>What a column of recorded answers holds.</summary>
internal enum ColumnKind
{
    /// <summary>Nothing that is read.</summary>
    None,

    /// <summary>The item's id.</summary>
    Item,

    /// <summary>The true class.</summary>
    Label,

    /// <summary>The class that the model chose.</summary>
    Prediction,

    /// <summary>A score of the item.</summary>
    Score,

    /// <summary>What items share.</summary>
    Cluster,

    /// <summary>Which of several answers to its item it is.</summary>
    Sample,

    /// <summary>The probability of one class, or of all.</summary>
    Probability,
}

/// <summary>
/// Finds out by their names which columns hold what. Our own names go first; where one is missing, the names that people give such columns
/// are taken, each choice is told, and what else there is is left alone.
/// </summary>
/// <param name="Kinds">What each column holds, in the order of the file.</param>
/// <param name="Notes">What was chosen and what was left alone, one sentence each.</param>
internal sealed record ColumnNames(IReadOnlyList<ColumnKind> Kinds, IReadOnlyList<string> Notes)
{
    /// <summary>Other names, those first that say it most plainly. They are told from each other by letters alone.</summary>
    private static readonly (ColumnKind Kind, string Own, string[] Others)[] Known =
    [
        (ColumnKind.Item, "item",
            ["item_id", "id", "uid", "question_id", "example_id", "sample_id", "doc_id", "qid", "idx", "index", "key"]),
        (ColumnKind.Label, "label",
            [
                "labels", "target", "gold", "gold_label", "ground_truth", "truth", "y_true", "true_label", "expected", "reference",
                "actual", "relevance", "rel",
            ]),
        (ColumnKind.Prediction, "prediction",
            [
                "predictions", "predicted", "pred", "predicted_label", "pred_label", "y_pred", "model_answer", "choice", "output",
                "response",
            ]),
        (
            ColumnKind.Score,
            "score",
            ["scores", "grade", "points", "acc", "correct", "is_correct", "exact_match", "y_score", "similarity", "cosine"]),
        (
            ColumnKind.Cluster,
            "cluster",
            ["cluster_id", "query", "query_id", "group", "group_id", "document", "passage", "passage_id", "qid"]),
        (ColumnKind.Sample, "sample", ["repeat", "epoch", "repetition", "attempt"]),
    ];

    /// <summary>True answers in one file and those of a model in another: what the other column is says which.</summary>
    private const string Ambiguous = "answer";

    /// <summary>Reads the names.</summary>
    /// <param name="names">As they stand in the file.</param>
    /// <param name="isProbability">Whether a name is that of a probability.</param>
    public static ColumnNames Read(IReadOnlyList<string> names, Func<string, bool> isProbability)
    {
        var kinds = names.Select(name => isProbability(name) ? ColumnKind.Probability
            : Array.Find(Known, known => known.Own == name).Kind).ToArray();
        var notes = new List<string>();
        foreach (var (kind, own, others) in Known.Where(known => !kinds.Contains(known.Kind)))
        {
            var place = others.Select(other => Place(names, kinds, other)).FirstOrDefault(place => place >= 0, -1);
            if (place >= 0 && !(kind == ColumnKind.Score && kinds.Contains(ColumnKind.Prediction)))
            {
                kinds[place] = kind;
                notes.Add($"column '{names[place]}' is read as '{own}'");
            }
        }

        TakeAnswer(names, kinds, notes);
        var left = names.Where((_, index) => kinds[index] == ColumnKind.None).ToList();
        if (left.Count > 0)
        {
            notes.Add($"left alone: {string.Join(", ", left.Select(name => $"'{name}'"))}");
        }

        return new ColumnNames(kinds, notes);
    }

    private static void TakeAnswer(IReadOnlyList<string> names, ColumnKind[] kinds, List<string> notes)
    {
        var (isLabelled, isPredicted) = (kinds.Contains(ColumnKind.Label), kinds.Contains(ColumnKind.Prediction));
        if (Place(names, kinds, Ambiguous) is >= 0 and var place && isLabelled != isPredicted)
        {
            kinds[place] = isLabelled ? ColumnKind.Prediction : ColumnKind.Label;
            notes.Add($"column '{names[place]}' is read as '{(isLabelled ? "prediction" : "label")}', since there is a "
                + (isLabelled ? "label" : "prediction"));
        }
    }

    private static int Place(IReadOnlyList<string> names, ColumnKind[] kinds, string wanted)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (kinds[i] == ColumnKind.None && Letters(names[i]).Equals(Letters(wanted), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
