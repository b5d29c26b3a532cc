using System.Text.Json;
using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Reads predictions as JSON lines (jsonlines.org): one object for each item, with the names that columns have in CSV;
/// <c>probabilities</c> is an array for numbered classes and an object for named ones.
/// </summary>
internal sealed class JsonLinesFile(string path, PredictionColumns columns)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly JsonRow row = new(columns);
    private bool isNamed;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InputException">Something is wrong; the message names the line.</exception>
    public void Read(Stream stream)
    {
        var lines = new ByteLines(stream);
        try
        {
            ReadLines(lines, stream);
        }
        catch (InvalidDataException error)
        {
            throw new InputException(
                FormattableString.Invariant($"{path}: line {lines.Number + 1} is longer than {ByteLines.Longest} bytes"),
                "write one line for each item", error);
        }
    }

    private void ReadLines(ByteLines lines, Stream stream)
    {
        var blank = 0;
        while (lines.TryRead(out var line))
        {
            line = lines.Number == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
            if (line.Trim(" \t"u8).IsEmpty)
            {
                blank = blank == 0 ? lines.Number : blank;
                continue;
            }

            if (blank > 0)
            {
                throw new InputException(FormattableString.Invariant($"{path}: line {blank} is blank"), "remove it");
            }

            columns.BeginRow(lines.Number);
            ReadLine(line);
            if (lines.Number == 1)
            {
                columns.Expect(stream, line.Length + 1);
            }
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        try
        {
            Parse(line);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is what a string that is no text brings: bytes that are not UTF-8, or half of a surrogate pair.
            throw columns.Wrong("is not a JSON object in UTF-8", "write one object for each item, each on its own line");
        }

        row.AddTo(columns);
    }

    private static List<string> Names(ReadOnlySpan<byte> line)
    {
        var names = new List<string>();
        var reader = new Utf8JsonReader(line, Strict);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            names.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }

        return names;
    }

    private void Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, Strict);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        if (!isNamed)
        {
            row.Name(Names(line));
            isNamed = true;
        }

        row.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            row.ReadField(ref reader);
        }

        // Anything after the object is an error that the reader finds by itself.
        reader.Read();
    }
}
