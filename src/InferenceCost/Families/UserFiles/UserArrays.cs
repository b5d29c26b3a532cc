using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Families.UserFiles;

/// <summary>
/// Which array of a data file is fed to which input. Arrays of an archive go by their names. A file with one array is for a model with one
/// input. Columns of a table go by their names too, or all of them are the features of the only input.
/// </summary>
internal static class UserArrays
{
    /// <summary>The inputs of a model with the arrays that are fed to them.</summary>
    /// <param name="model">The model's id, for messages.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="data">The data file; null without data.</param>
    /// <exception cref="InputException">The file does not show what is fed to an input.</exception>
    public static IReadOnlyList<InputDefinition> Assign(string model, IReadOnlyList<InputDefinition> inputs, UserData? data)
    {
        var assigned = data is null ? inputs
            : data.IsSingle ? [Single(model, inputs, data)]
            : data.Columns is { } columns ? OfTable(model, inputs, data, columns)
            : inputs;
        return [.. assigned.Select(input => AlongItems(input, data))];
    }

    /// <summary>The columns of a table that nothing is fed with, nor scored by.</summary>
    public static IReadOnlyList<string> Unused(UserData data, IEnumerable<InputDefinition> inputs)
    {
        var used = inputs.SelectMany(input => CsvColumns.Split(input.ArrayName)).Concat(LabelColumn(data)).ToHashSet();
        return [.. (data.Columns ?? []).Where(name => !used.Contains(name))];
    }

    private static InputDefinition Single(string model, IReadOnlyList<InputDefinition> inputs, UserData data) =>
        inputs is [var only] ? only with { Array = data.Lengths.Keys.FirstOrDefault() ?? only.Name }
            : throw new InputException(
                $"{data.InputsFile}: a .npy file holds one array, and '{model}' takes {Names(inputs)}",
                "write an .npz file with an array for each input (numpy.savez)");

    private static IReadOnlyList<InputDefinition> OfTable(
        string model, IReadOnlyList<InputDefinition> inputs, UserData data, IReadOnlyList<string> columns)
    {
        if (inputs.FirstOrDefault(input => input.Shape.Count is < 1 or > 2) is { } deep)
        {
            throw new InputException(
                $"{data.InputsFile}: a table holds one number, or a row of them, an item, and '{model}' takes {deep.Name} of "
                + $"[{string.Join(", ", deep.Shape)}]", "write arrays as .npz (numpy.savez)");
        }

        if (inputs.All(input => columns.Contains(input.Name) && input.Shape is not [_, { Size: > 1 }]))
        {
            return [.. inputs.Select(input => input with { Array = CsvColumns.Join(input.Name) })];
        }

        if (inputs is not [{ Shape.Count: 2 } only])
        {
            var missing = inputs.First(input => !columns.Contains(input.Name)).Name;
            throw new InputException(
                $"{data.InputsFile}: has no column '{missing}', and '{model}' takes {Names(inputs)}",
                "name a column like each input, or write an .npz file with an array for each");
        }

        var labels = LabelColumn(data).ToHashSet();
        List<string> features = [.. columns.Where(name => !labels.Contains(name))];
        return only.Shape[1].Size is not { } size || size == features.Count ? [only with { Array = CsvColumns.Join(features) }]
            : throw new InputException(
                FormattableString.Invariant(
                    $"{data.InputsFile}: has {features.Count} columns beside the labels, and '{model}' takes {size} numbers an item ")
                    + $"({Quoted.Of(string.Join(", ", features))})",
                "keep the columns that it takes, in its order; which one holds the labels is said with --labels FILE:COLUMN");
    }

    private static IEnumerable<string> LabelColumn(UserData data) =>
        data.Labels is { } labels && (data.LabelsFile is null || Path.GetFullPath(data.LabelsFile) == Path.GetFullPath(data.InputsFile))
            ? CsvColumns.Split(labels)
            : [];

    /// <summary>
    /// A model that was exported for one item a call takes the items of a longer array one by one; the first axis of its input stands for
    /// them all the same.
    /// </summary>
    private static InputDefinition AlongItems(InputDefinition input, UserData? data) =>
        input.Shape is [{ Size: 1 }, ..] && data?.LengthOf(input.ArrayName) is { } length && length != 1
            ? input with { Shape = [Axis.Free("N"), .. input.Shape.Skip(1)] }
            : input;

    private static string Names(IReadOnlyList<InputDefinition> inputs) =>
        inputs.Count == 0 ? "no inputs" : string.Join(", ", inputs.Select(input => $"'{input.Name}'"));
}
