using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// The right answers of a classification, one per item: class numbers from 0, or the names that the models give their classes.
/// </summary>
public static class Labels
{
    /// <summary>Reads the labels of a data set.</summary>
    /// <param name="file">The data file.</param>
    /// <param name="array">The array in it, shape [items] or [items, 1].</param>
    /// <param name="classes">What the models call their classes, which may be numbers; null where they count from 0.</param>
    /// <returns>The place of every label's class, from 0.</returns>
    /// <exception cref="InputException">The array is missing, of another shape, or holds something that is no class.</exception>
    public static int[] Read(string file, string array, IReadOnlyList<string>? classes = null)
    {
        var words = Words(file, array);
        var places = (classes ?? []).Index().ToDictionary(name => name.Item, name => name.Index);
        if (words.All(places.ContainsKey))
        {
            return [.. words.Select(word => places[word])];
        }

        // Numbers that are none of the model's own could be places or another model's classes.
        if (classes is not null
            && (classes.All(name => IsWhole(name, out _)) || words.All(word => !IsWhole(word, out var place) || place >= classes.Count)))
        {
            var (unknown, item) = words.Select((word, item) => (word, item)).First(label => !places.ContainsKey(label.word));
            throw new InputException(
                FormattableString.Invariant($"{file}: label {item} is '{Quoted.Of(unknown)}', which is none of the models' classes"),
                $"use their names: {NearestWord.List(unknown, classes)}");
        }

        return [.. words.Select((word, item) => IsWhole(word, out var number) && number is >= 0 and < int.MaxValue
            ? (int)number
            : throw new InputException(
                FormattableString.Invariant($"{file}: label {item} is {Quoted.Of(word)}, not a class number"),
                classes is null ? "number the classes from 0" : $"use the models' names: {NearestWord.List(word, classes)}"))];
    }

    /// <summary>Every label as text, whole numbers without a fraction.</summary>
    private static string[] Words(string file, string array)
    {
        if (DataFile.IsTable(file))
        {
            return [.. CsvTable.Read(file, array, TensorElementType.String, axes: 1).Texts!.Select(Word)];
        }

        var labels = DataFile.Read(file, array);
        return labels.Shape is [_] or [_, 1]
            ? [.. ElementConversion.ToDoubles(labels).Select(value => value.ToString("R", CultureInfo.InvariantCulture))]
            : throw new InputException(
                $"{file}: array '{array}' has shape [{string.Join(", ", labels.Shape)}], not one label per item",
                "give one label per item");
    }

    private static string Word(string text) => IsWhole(text, out var number) ? number.ToString(CultureInfo.InvariantCulture) : text;

    private static bool IsWhole(string text, out long number)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            && Math.Floor(real) == real && Math.Abs(real) < 1L << 53;
        number = isNumber ? (long)real : -1;
        return isNumber;
    }
}
