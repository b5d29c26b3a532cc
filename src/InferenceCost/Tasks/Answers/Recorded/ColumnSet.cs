using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>Which columns a file has.</summary>
internal sealed record ColumnSet
{
    /// <summary>The items' ids.</summary>
    public bool Item { get; init; }

    /// <summary>True classes.</summary>
    public bool Label { get; init; }

    /// <summary>Chosen classes.</summary>
    public bool Prediction { get; init; }

    /// <summary>Scores.</summary>
    public bool Score { get; init; }

    /// <summary>What items share.</summary>
    public bool Cluster { get; init; }

    /// <summary>Which of several answers to its item a row is.</summary>
    public bool Sample { get; init; }

    /// <summary>The classes that have probabilities, in the file's order; null without any.</summary>
    public IReadOnlyList<string>? Probabilities { get; init; }

    /// <summary>Which names were chosen and which were left alone, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Refuses columns that say nothing together.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">What of it names the columns.</param>
    /// <exception cref="InputException">One is missing.</exception>
    public void Check(string path, string header)
    {
        if (!Item)
        {
            throw Missing("item", "give every item an id");
        }

        if (!Prediction && (Label || Probabilities is not null || !Score))
        {
            throw Missing(
                "prediction",
                Score ? "scores need neither labels nor probabilities" : "write each item's predicted class, or its score in 'score'");
        }

        InputException Missing(string column, string fix) => new(
            $"{path}: {header} has no '{column}'{(Notes.Count > 0 ? $" ({string.Join("; ", Notes)})" : "")}", fix);
    }
}
