using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>The probabilities of one JSON object. Those of the first line say which classes there are, and in which order.</summary>
internal sealed class JsonProbabilities(PredictionColumns columns)
{
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly List<string> classes = [];
    private readonly List<double> values = [];
    private bool? named;
    private bool known;

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Classes => classes;

    /// <summary>Reads an array or an object; the reader stands at its beginning, and at its end afterwards.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!(isObject || reader.TokenType == JsonTokenType.StartArray) || (named ??= isObject) != isObject)
        {
            throw columns.Wrong(
                "holds probabilities in another form",
                "write an array for numbered classes, an object for named ones, the same in every line");
        }

        CollectionsMarshal.AsSpan(values).Fill(double.NaN);
        for (var k = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject); k++)
        {
            var position = isObject ? PositionOf(ref reader, k) : PositionOf(k);
            values[position] = double.IsNaN(values[position])
                ? JsonRow.Number(ref reader, columns)
                : throw columns.Wrong($"has two probabilities for class {Quoted.Of(classes[position])}", "keep one of them");
        }

        known = true;
        if (classes.Count == 0)
        {
            throw columns.Wrong("holds no probabilities", "give every item a probability for every class, or leave the field out");
        }
    }

    /// <summary>Adds them to the current row. What was not given stays missing, and the end of the row names it.</summary>
    public void AddTo(PredictionColumns target)
    {
        for (var k = 0; k < values.Count; k++)
        {
            if (!double.IsNaN(values[k]))
            {
                target.Probability(k, values[k]);
            }
        }
    }

    private int PositionOf(int k) =>
        k < classes.Count ? k
        : known ? throw columns.Wrong(
            FormattableString.Invariant($"has more than the {classes.Count} probabilities of line 1"),
            "give every item a probability for every class")
        : Add(k.ToString(CultureInfo.InvariantCulture));

    private int PositionOf(ref Utf8JsonReader reader, int k)
    {
        // Mostly the classes come in the order of the first line, and need not be looked up.
        var position = k;
        if (!(k < classes.Count && reader.ValueTextEquals(classes[k])))
        {
            var name = reader.GetString()!.Trim(' ', '\t');
            if (!positions.TryGetValue(name, out position))
            {
                position = known
                    ? throw columns.Wrong(
                        $"has a probability for class {Quoted.Of(name)}, line 1 has none", "give every item a probability for every class")
                    : Add(name);
            }
        }

        reader.Read();
        return position;
    }

    private int Add(string name)
    {
        positions.Add(name, classes.Count);
        classes.Add(name);
        values.Add(double.NaN);
        return classes.Count - 1;
    }
}
