using System.Text;
using System.Text.Json;
using csFastFloat;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>The fields of one JSON object, in whatever order they come; used again for each line.</summary>
internal sealed class JsonRow(PredictionColumns columns)
{
    private readonly JsonProbabilities probabilities = new(columns);
    private Field seen;
    private Field? expected;
    private readonly List<(string Name, Field Field)> others = [];
    private IReadOnlyList<string> notes = [];
    private string item = "";
    private string label = "";
    private string prediction = "";
    private string cluster = "";
    private string sample = "";
    private double score;

    [Flags]
    private enum Field
    {
        None = 0,
        Item = 1,
        Label = 2,
        Prediction = 4,
        Probabilities = 8,
        Score = 16,
        Cluster = 32,
        Sample = 64,
    }

    /// <summary>Forgets the last line.</summary>
    public void Clear() => seen = Field.None;

    /// <summary>Reads one field; the reader stands at its name, and at the end of its value afterwards.</summary>
    public void ReadField(ref Utf8JsonReader reader)
    {
        var field = Named(ref reader);
        if (field != Field.None && seen.HasFlag(field))
        {
            throw columns.Wrong($"has the field '{reader.GetString()}' twice", "keep one of them");
        }

        reader.Read();
        if (field == Field.None)
        {
            reader.Skip();
            return;
        }

        seen |= field;
        switch (field)
        {
            case Field.Item: item = Text(ref reader); break;
            case Field.Label: label = Text(ref reader); break;
            case Field.Prediction: prediction = Text(ref reader); break;
            case Field.Cluster: cluster = Text(ref reader); break;
            case Field.Sample: sample = Text(ref reader); break;
            case Field.Score: score = Number(ref reader, columns); break;
            default: probabilities.Read(ref reader); break;
        }
    }

    /// <summary>Adds the line to the columns; the first line says which there are.</summary>
    public void AddTo(PredictionColumns columns)
    {
        if (expected is null)
        {
            expected = seen;
            columns.Begin(new ColumnSet
            {
                Item = seen.HasFlag(Field.Item),
                Label = seen.HasFlag(Field.Label),
                Prediction = seen.HasFlag(Field.Prediction),
                Score = seen.HasFlag(Field.Score),
                Cluster = seen.HasFlag(Field.Cluster),
                Sample = seen.HasFlag(Field.Sample),
                Probabilities = seen.HasFlag(Field.Probabilities) ? probabilities.Classes : null,
                Notes = notes,
            });
        }
        else if (seen != expected)
        {
            throw columns.Wrong(
                $"has the fields {Names(seen)}, line 1 has {Names(expected.Value)}",
                "give every item the same fields, with null for a label that is not known");
        }

        Add(columns);
        columns.EndRow();
    }

    /// <summary>A number. Sep's own parser takes a third of the time of the reader's, and a file is mostly numbers.</summary>
    public static double Number(ref Utf8JsonReader reader, PredictionColumns columns) =>
        reader.TokenType == JsonTokenType.Number && FastDoubleParser.TryParseDouble(reader.ValueSpan, out var number)
            && double.IsFinite(number)
            ? number
            : throw columns.NoNumber(reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject
                ? "["
                : Encoding.UTF8.GetString(reader.ValueSpan));

    private void Add(PredictionColumns columns)
    {
        columns.Item(item);
        if (seen.HasFlag(Field.Sample))
        {
            columns.Sample(sample);
        }

        if (seen.HasFlag(Field.Label))
        {
            columns.Label(label);
        }

        if (seen.HasFlag(Field.Prediction))
        {
            columns.Prediction(prediction);
        }

        if (seen.HasFlag(Field.Score))
        {
            columns.Score(score);
        }

        if (seen.HasFlag(Field.Cluster))
        {
            columns.Cluster(cluster);
        }

        if (seen.HasFlag(Field.Probabilities))
        {
            probabilities.AddTo(columns);
        }
    }

    /// <summary>Finds out by the names of the first line which fields hold what.</summary>
    /// <param name="names">As they stand there.</param>
    public void Name(IReadOnlyList<string> names)
    {
        var read = ColumnNames.Read(names, name => name == "probabilities");
        notes = read.Notes;
        others.AddRange(names.Zip(read.Kinds, (name, kind) => (name, FieldOf(kind)))
            .Where(pair => pair.Item2 != Field.None && !pair.name.Equals(pair.Item2.ToString(), StringComparison.OrdinalIgnoreCase)));
    }

    private static Field FieldOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Item => Field.Item,
        ColumnKind.Label => Field.Label,
        ColumnKind.Prediction => Field.Prediction,
        ColumnKind.Score => Field.Score,
        ColumnKind.Cluster => Field.Cluster,
        ColumnKind.Sample => Field.Sample,
        ColumnKind.Probability => Field.Probabilities,
        _ => Field.None,
    };

    private Field Named(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("item"u8) ? Field.Item
        : reader.ValueTextEquals("label"u8) ? Field.Label
        : reader.ValueTextEquals("prediction"u8) ? Field.Prediction
        : reader.ValueTextEquals("probabilities"u8) ? Field.Probabilities
        : reader.ValueTextEquals("score"u8) ? Field.Score
        : reader.ValueTextEquals("cluster"u8) ? Field.Cluster
        : reader.ValueTextEquals("sample"u8) ? Field.Sample
        : Other(ref reader);

    private Field Other(ref Utf8JsonReader reader)
    {
        foreach (var (name, field) in others)
        {
            if (reader.ValueTextEquals(name))
            {
                return field;
            }
        }

        return Field.None;
    }

    /// <summary>A string, or what a number or a truth value looks like; nothing for null.</summary>
    private string Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!.Trim(' ', '\t'),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.Null => "",
        _ => throw columns.Wrong("has a list or an object where one value belongs", "write a string or a number"),
    };

    private static string Names(Field fields) => fields == Field.None ? "none" : fields.ToString().ToLowerInvariant();
}
