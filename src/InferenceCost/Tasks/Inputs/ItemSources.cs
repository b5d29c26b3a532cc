using System.Globalization;
using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Inputs;

/// <summary>What items share: a query, a document, a speaker. It stands in an array of the file of labels.</summary>
public static class ItemSources
{
    private static readonly string[] Arrays = ["query", "queries", "cluster", "clusters"];

    /// <summary>Reads it as a name for each item; null where the file has no such array.</summary>
    /// <param name="file">The file of labels.</param>
    /// <param name="items">How many items there are.</param>
    /// <exception cref="InputException">There are fewer than items.</exception>
    public static string[]? Read(string file, int items)
    {
        if (DataFile.Names(file).FirstOrDefault(name => Arrays.Contains(name)) is not { } array)
        {
            return null;
        }

        var numbers = ElementConversion.ToDoubles(DataFile.Read(file, array));
        return numbers.Length < items
            ? throw new InputException(
                FormattableString.Invariant($"{file}: array '{array}' has {numbers.Length} values for {items} items"),
                "give every item one")
            : [.. numbers.Take(items).Select(number => number.ToString("R", CultureInfo.InvariantCulture))];
    }
}
