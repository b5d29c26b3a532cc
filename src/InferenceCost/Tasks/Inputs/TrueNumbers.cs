using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Inputs;

/// <summary>The right answers of a task whose answers are numbers: one for each item, or for each pair of items.</summary>
public static class TrueNumbers
{
    /// <summary>Reads them.</summary>
    /// <param name="file">The data file.</param>
    /// <param name="array">The array in it, shape [items] or [items, 1].</param>
    /// <exception cref="InputException">The array is missing, of another shape, or holds something that is not finite.</exception>
    public static double[] Read(string file, string array)
    {
        var read = DataFile.Read(file, array);
        return read.Shape is not ([_] or [_, 1])
            ? throw new InputException(
                $"{file}: array '{array}' has shape [{string.Join(", ", read.Shape)}], not one number per item", "give one number per item")
            : [.. ElementConversion.ToDoubles(read).Select((value, item) => double.IsFinite(value)
                ? value
                : throw new InputException(
                    FormattableString.Invariant($"{file}: label {item} is {value}"), "leave items out whose true number is not known"))];
    }
}
