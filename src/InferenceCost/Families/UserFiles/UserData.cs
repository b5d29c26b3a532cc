namespace InferenceCost.Families.UserFiles;

/// <summary>Evaluation data that a person named, as the reader of data files found it.</summary>
/// <param name="InputsFile">The file with one array per input, items along the first axis.</param>
/// <param name="Items">How many items it holds.</param>
/// <param name="Labels">The array that holds the labels; null without labels.</param>
/// <param name="LabelsFile">The file of that array where it is another one; null when it is <paramref name="InputsFile"/>.</param>
public sealed record UserData(string InputsFile, int Items, string? Labels = null, string? LabelsFile = null)
{
    /// <summary>What the labels show; null without labels.</summary>
    public TruthFacts? Truths { get; init; }

    /// <summary>How long the first axis of each array is, by name; empty where that was not looked at.</summary>
    public IReadOnlyDictionary<string, long> Lengths { get; init; } = new Dictionary<string, long>();

    /// <summary>The columns of a table; null of a file of arrays.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Whether the file holds one array, whose name says nothing.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Data of a model's own, by its id, or by the word for its role.</summary>
    public IReadOnlyDictionary<string, UserData> OfModels { get; init; } = new Dictionary<string, UserData>();

    /// <summary>How many items an array has; null where that was not looked at.</summary>
    public long? LengthOf(string array) => Columns is not null ? Items : Lengths.TryGetValue(array, out var length) ? length : null;
}
