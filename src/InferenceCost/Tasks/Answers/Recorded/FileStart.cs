using System.Text.Json;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>How a file begins: enough to tell its form.</summary>
internal sealed class FileStart
{
    /// <summary>The first object of a log may hold a long question before the names that tell what it is.</summary>
    private const int Most = 1 << 18;

    private readonly byte[] bytes;
    private IReadOnlyList<string>? names;

    private FileStart(string extension, byte[] bytes) => (Extension, this.bytes) = (extension, bytes);

    /// <summary>How its name ends, in capitals, with the dot; empty where it has no ending.</summary>
    public string Extension { get; }

    /// <summary>Whether it begins with a JSON object.</summary>
    public bool IsObject => Content.TrimStart(" \t\r\n"u8).StartsWith("{"u8);

    /// <summary>
    /// The names of the fields of the JSON object that it begins with, as far as the first bytes go; none where it begins with something
    /// else.
    /// </summary>
    public IReadOnlyList<string> Names => names ??= ReadNames();

    private ReadOnlySpan<byte> Content => bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes;

    /// <summary>Looks at the beginning. A stream that cannot be read twice is judged by its name.</summary>
    public static FileStart Of(string path, Stream stream)
    {
        var extension = Path.GetExtension(path).ToUpperInvariant();
        if (!stream.CanSeek)
        {
            return new FileStart(extension, []);
        }

        var start = new byte[(int)Math.Min(Most, stream.Length)];
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return new FileStart(extension, start[..count]);
    }

    /// <summary>Whether its bytes begin with these.</summary>
    public bool Begins(ReadOnlySpan<byte> mark) => bytes.AsSpan().StartsWith(mark);

    private List<string> ReadNames()
    {
        var found = new List<string>();
        if (!IsObject)
        {
            return found;
        }

        var reader = new Utf8JsonReader(Content, isFinalBlock: false, default);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                found.Add(reader.GetString()!);
                if (!(reader.Read() && reader.TrySkip()))
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Whoever reads it for real says what is wrong with it.
        }

        return found;
    }
}
