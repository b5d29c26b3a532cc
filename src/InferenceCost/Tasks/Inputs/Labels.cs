using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Inputs;

/// <summary>The right answers of a classification: class numbers from 0, one per item.</summary>
public static class Labels
{
    /// <summary>Reads the labels of a data set.</summary>
    /// <param name="file">The .npz file.</param>
    /// <param name="array">The array in it, shape [items] or [items, 1].</param>
    /// <exception cref="InputException">The array is missing, of another shape, or holds something that is no class number.</exception>
    public static int[] Read(string file, string array)
    {
        var labels = NpzFile.Read(file, array);
        var values = ElementConversion.ToDoubles(labels);
        if (labels.Shape is not ([_] or [_, 1]))
        {
            throw new InputException(
                $"{file}: array '{array}' has shape [{string.Join(", ", labels.Shape)}], not one label per item",
                "give one label per item");
        }

        return [.. values.Select((value, item) => value is >= 0 and < int.MaxValue && Math.Floor(value) == value
            ? (int)value
            : throw new InputException(
                FormattableString.Invariant($"{file}: label {item} is {value}, not a class number"), "number the classes from 0"))];
    }
}
