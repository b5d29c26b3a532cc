using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Looks into the data files that a person named, for what a family of own files has to know.</summary>
public static class UserDataFile
{
    /// <summary>How many items there are, and which array holds the labels.</summary>
    /// <param name="inputs">The .npz file of inputs; null where none was given.</param>
    /// <param name="labels">The .npz file of labels; null where none was given.</param>
    /// <exception cref="InputException">A file cannot be read, or does not show which array holds the labels.</exception>
    public static UserData? Read(string? inputs, string? labels)
    {
        if (inputs is null)
        {
            return null;
        }

        var items = NpzFile.Names(inputs) is [var first, ..]
            ? NpzFile.Read(inputs, first).Items
            : throw new InputException($"{inputs}: holds no arrays", "write it with numpy.savez, one array per input");
        var data = labels is null ? new UserData(inputs, items) : new UserData(inputs, items, LabelArray(labels), labels);
        return data with
        {
            Truths = data is { Labels: { } array, LabelsFile: { } file } ? Facts(file, array) : null,
            Lengths = NpzFile.Names(inputs).Distinct().Select(name => (Name: name, NpzFile.ReadHeader(inputs, name).Shape))
                .Where(array => array.Shape.Length > 0).ToDictionary(array => array.Name, array => array.Shape[0]),
        };
    }

    private static TruthFacts Facts(string file, string array)
    {
        var values = ElementConversion.ToDoubles(NpzFile.Read(file, array));
        return new TruthFacts(
            Array.TrueForAll(values, value => value >= 0 && Math.Floor(value) == value),
            Array.TrueForAll(values, value => value is 0 or 1),
            NpzFile.Names(file).Contains(ItemPairs.Array));
    }

    private static string LabelArray(string file) => NpzFile.Names(file) switch
    {
        [var only] => only,
        var names when names.FirstOrDefault(name => name is "label" or "labels" or "grades" or "relevance") is { } named => named,
        var names => throw new InputException(
            $"{file}: holds {names.Count} arrays, and none is called 'labels'", "name the array of class numbers 'labels'"),
    };
}
