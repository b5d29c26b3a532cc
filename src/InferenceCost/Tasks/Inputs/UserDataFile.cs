using System.Globalization;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Looks into the data files that a person named, for what a family of own files has to know.</summary>
public static class UserDataFile
{
    /// <summary>What an array of labels is called, the likeliest first.</summary>
    private static readonly string[] LabelNames = ["labels", "label", "target", "class", "y", "grades", "relevance"];

    /// <summary>How many items there are, and which array holds the labels.</summary>
    /// <param name="inputs">The file of inputs (.npz, .npy, .csv); null where none was given.</param>
    /// <param name="labels">The file of labels, or <c>FILE:ARRAY</c>; null where none was given.</param>
    /// <param name="ofModels">Files of single models, each <c>MODEL=FILE</c>; null for none.</param>
    /// <exception cref="InputException">A file cannot be read, or does not show which array holds the labels.</exception>
    public static UserData? Read(string? inputs, string? labels, IReadOnlyList<string>? ofModels = null)
    {
        if (inputs is null)
        {
            return null;
        }

        var data = Inputs(inputs);
        var own = new Dictionary<string, UserData>();
        foreach (var (model, file) in (ofModels ?? []).Select(InputsOption.Parse))
        {
            if (!own.TryAdd(model, Inputs(file)))
            {
                throw new InputException($"--inputs {model}={file}: another file was named for '{model}'", "name one");
            }
        }

        var (labelsFile, array) = labels is null ? (null, null) : LabelArray(labels);
        return data with
        {
            OfModels = own,
            LabelsFile = labelsFile,
            Labels = array,
            Truths = labelsFile is null ? null : Facts(labelsFile, array!),
        };
    }

    private static UserData Inputs(string file)
    {
        if (DataFile.Names(file).Count == 0)
        {
            throw new InputException($"{file}: holds no arrays", "write it with numpy.savez, one array per input");
        }

        var lengths = DataFile.Lengths(file);
        var isTable = DataFile.IsTable(file);
        return new UserData(file, (int)Math.Min(int.MaxValue, lengths.Values.FirstOrDefault(1)))
        {
            Lengths = lengths,
            Columns = isTable ? DataFile.Names(file) : null,
            IsSingle = DataFile.IsSingle(file),
        };
    }

    private static (string File, string Array) LabelArray(string given)
    {
        var (file, wanted) = !File.Exists(given) && given.LastIndexOf(':') is > 0 and var at && File.Exists(given[..at])
            ? (given[..at], given[(at + 1)..])
            : (given, null);
        var names = DataFile.Names(file);
        var name = wanted is not null
            ? names.Contains(wanted) ? wanted : throw new InputException(
                $"{file}: holds no array '{Quoted.Of(wanted)}'", NearestWord.Suggest(wanted, names))
            : names is [var only] ? only
            : LabelNames.FirstOrDefault(names.Contains) ?? throw new InputException(
                $"{file}: holds {names.Count} arrays, and none is called 'labels'",
                $"say which: --labels {file}:NAME, with one of {NearestWord.List("labels", names)}");
        return (file, DataFile.IsTable(file) ? CsvColumns.Join(name) : name);
    }

    private static TruthFacts Facts(string file, string array)
    {
        if (DataFile.IsTable(file) && CsvTable.Read(file, array, TensorElementType.String, axes: 1).Texts!.Any(
            text => !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            return new TruthFacts(AreWhole: true, AreBinary: false, AreOfPairs: false);
        }

        var values = ElementConversion.ToDoubles(DataFile.Read(file, array));
        return new TruthFacts(
            Array.TrueForAll(values, value => Math.Floor(value) == value),
            Array.TrueForAll(values, value => value is 0 or 1),
            DataFile.Names(file).Contains(ItemPairs.Array));
    }
}
