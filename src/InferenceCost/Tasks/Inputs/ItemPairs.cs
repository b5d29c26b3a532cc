using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Pairs of items that people have graded, in the array <c>pairs</c> of the file of labels.</summary>
public static class ItemPairs
{
    /// <summary>The array's name.</summary>
    public const string Array = "pairs";

    /// <summary>Reads them, each as two items by their place in the data; null where the file has none.</summary>
    /// <param name="file">The file of labels.</param>
    /// <param name="items">How many items there are.</param>
    /// <exception cref="InputException">The array has another shape, or names an item that is not there.</exception>
    public static int[][]? Read(string file, int items)
    {
        if (!DataFile.Names(file).Contains(Array))
        {
            return null;
        }

        var read = DataFile.Read(file, Array);
        if (read.Shape is not [_, 2])
        {
            throw new InputException(
                $"{file}: array '{Array}' has shape [{string.Join(", ", read.Shape)}], not [pairs, 2]", "give two items a row");
        }

        int[] all = [.. ElementConversion.ToDoubles(read).Select(value => value >= 0 && value < items && Math.Floor(value) == value
            ? (int)value
            : throw new InputException(
                FormattableString.Invariant($"{file}: array '{Array}' names item {value}, and there are {items}"),
                "number the items by their place in the inputs, from 0; score all of them (no --items)"))];
        return [.. all.Chunk(2)];
    }
}
