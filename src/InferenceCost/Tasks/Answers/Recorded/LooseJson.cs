using System.Text.Json;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// JSON as Python writes it: NaN and infinities stand in it as bare words. They are read as an empty list,
/// which is neither number nor text.
/// </summary>
internal static class LooseJson
{
    private static readonly byte[][] Words = ["-Infinity"u8.ToArray(), "Infinity"u8.ToArray(), "NaN"u8.ToArray()];

    /// <summary>Parses one value.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return ParseStrict(json);
        }
        catch (JsonException)
        {
            var plain = json.ToArray();
            if (!ReplaceWords(plain))
            {
                throw;
            }

            return ParseStrict(plain);
        }
    }

    /// <summary>A string, or what a number or truth value looks like; null for anything else.</summary>
    /// <exception cref="InvalidOperationException">A string that is no text.</exception>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>A number; a truth value is 1 or 0; null for anything else.</summary>
    public static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    /// <summary>A field of an object; null where it has none of this name, and where it is no object.</summary>
    public static JsonElement? Field(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var field) ? field : null;

    private static JsonDocument ParseStrict(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        var document = JsonDocument.ParseValue(ref reader);
        try
        {
            return reader.Read() ? throw new JsonException() : document;
        }
        catch (JsonException)
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>Writes an empty list over each such word that stands outside of strings.</summary>
    private static bool ReplaceWords(Span<byte> json)
    {
        var (replaced, quoted) = (false, false);
        for (var i = 0; i < json.Length; i++)
        {
            if (quoted && json[i] == '\\')
            {
                i++;
            }
            else if (json[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && json[i] is (byte)'N' or (byte)'I' or (byte)'-' && WordAt(json[i..]) is { } length)
            {
                json.Slice(i, length).Fill((byte)' ');
                "[]"u8.CopyTo(json[i..]);
                replaced = true;
            }
        }

        return replaced;
    }

    private static int? WordAt(ReadOnlySpan<byte> json)
    {
        foreach (var word in Words)
        {
            if (json.StartsWith(word))
            {
                return word.Length;
            }
        }

        return null;
    }
}
