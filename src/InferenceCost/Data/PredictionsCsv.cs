using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using InferenceCost.Records;

namespace InferenceCost.Data;

/// <summary>
/// Recorded predictions: <c>item,label,prediction,p0,p1,...</c>, one line per item. The probabilities may be missing for models whose
/// answers alone are known, and the labels for data whose right answers nobody knows.
/// </summary>
public static class PredictionsCsv
{
    private static readonly string[] FirstColumns = ["item", "label", "prediction"];

    /// <summary>Writes predictions, whole or not at all; probabilities with six significant digits.</summary>
    public static void Write(string path, Predictions predictions) => WholeFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var column in FirstColumns.Concat(Enumerable.Range(0, predictions.Classes ?? 0).Select(index => $"p{index}")))
        {
            csv.WriteField(column);
        }

        csv.NextRecord();
        for (var i = 0; i < predictions.Count; i++)
        {
            csv.WriteField(predictions.Items[i]);
            csv.WriteField(predictions.Labels is { } labels ? labels[i].ToString(CultureInfo.InvariantCulture) : "");
            csv.WriteField(predictions.Predicted[i]);
            foreach (var probability in predictions.ProbabilitiesOf(i))
            {
                csv.WriteField(probability.ToString("G6", CultureInfo.InvariantCulture));
            }

            csv.NextRecord();
        }
    });

    /// <summary>Reads predictions.</summary>
    /// <exception cref="InputException">Missing, of another form, or with the same item twice; the message names the line.</exception>
    public static Predictions Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file", "check the path");
        }

        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } header || !header.Take(3).SequenceEqual(FirstColumns))
        {
            throw new InputException($"{path}: line 1 is not 'item,label,prediction,p0,...'", "write a header line with these columns");
        }

        return new Rows(path, header.Length).Read(csv);
    }

    private sealed class Rows(string path, int columns)
    {
        private readonly List<string> items = [];
        private readonly List<int?> labels = [];
        private readonly List<int> classes = [];
        private readonly List<float> probabilities = [];
        private readonly HashSet<string> seen = [];

        public Predictions Read(CsvReader csv)
        {
            while (csv.Read())
            {
                Add(csv);
            }

            if (labels.Contains(null) && !labels.TrueForAll(label => label is null))
            {
                throw new InputException($"{path}: some items have a label and some have none", "give every item its label, or none");
            }

            return new Predictions(
                path, [.. items], labels.Contains(null) ? null : [.. labels.Select(label => label!.Value)], [.. classes],
                columns == FirstColumns.Length ? null : [.. probabilities]);
        }

        private void Add(CsvReader csv)
        {
            var line = csv.Parser.RawRow;
            if (csv.Parser.Count != columns)
            {
                throw Wrong(line, $"has {csv.Parser.Count} columns, the header {columns}");
            }

            var item = csv.GetField(0) ?? "";
            if (!seen.Add(item))
            {
                throw Wrong(line, $"repeats item {item}");
            }

            items.Add(item);
            labels.Add(csv.GetField(1) is "" or null ? null : Class(csv, 1, line));
            classes.Add(Class(csv, 2, line));
            for (var column = FirstColumns.Length; column < columns; column++)
            {
                probabilities.Add(Number<float>(csv, column, line));
            }
        }

        private int Class(CsvReader csv, int column, int line) => Number<int>(csv, column, line) is >= 0 and var number
            ? number
            : throw Wrong(line, $"holds class {csv.GetField(column)}; classes are numbered from 0");

        private T Number<T>(CsvReader csv, int column, int line)
            where T : struct, System.Numerics.INumber<T> =>
            T.TryParse(csv.GetField(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number)
                ? number
                : throw Wrong(line, $"holds '{csv.GetField(column)}', which is no number");

        private InputException Wrong(int line, string what) => new($"{path}: line {line} {what}", "correct the line");
    }
}
