namespace InferenceCost.Families.UserFiles;

/// <summary>Evaluation data that a person named, as the reader of .npz files found it.</summary>
/// <param name="InputsFile">The .npz file with one array per input, items along the first axis.</param>
/// <param name="Items">How many items it holds.</param>
/// <param name="Labels">The array that holds the labels; null without labels.</param>
/// <param name="LabelsFile">The .npz file of that array where it is another one; null when it is <paramref name="InputsFile"/>.</param>
public sealed record UserData(string InputsFile, int Items, string? Labels = null, string? LabelsFile = null)
{
    /// <summary>What the labels show; null without labels.</summary>
    public TruthFacts? Truths { get; init; }

    /// <summary>How long the first axis of each array is, by name; empty where that was not looked at.</summary>
    public IReadOnlyDictionary<string, long> Lengths { get; init; } = new Dictionary<string, long>();
}
