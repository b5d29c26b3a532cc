namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// The classes of one file, in the order in which they come. Their numbers are given later, over all files together: the same class
/// has to have the same number in each.
/// </summary>
internal sealed class ClassVocabulary
{
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly List<string> values = [];

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>Whether each of them is a number.</summary>
    public bool AreNumbers { get; private set; } = true;

    /// <summary>The position of a class that is known.</summary>
    public bool TryFind(ReadOnlySpan<char> value, out int position) =>
        positions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value, out position);

    /// <summary>Adds one that is not.</summary>
    /// <returns>Its position.</returns>
    public int Add(string value)
    {
        positions.Add(value, values.Count);
        values.Add(value);
        AreNumbers &= ClassCell.IsNumber(value);
        return values.Count - 1;
    }
}
