using InferenceCost.Foundation.Files;
using System.Text;
using System.Text.Json;
using InferenceCost.Foundation;

namespace InferenceCost.Records;

/// <summary>
/// What a running run has finished so far: one JSON line per step, appended and flushed before the next step begins.
/// A run that was killed goes on from here; a half-written last line is what the kill left behind, and is dropped.
/// </summary>
public sealed class Journal : IDisposable
{
    /// <summary>The name of the journal within a run's folder.</summary>
    public const string FileName = "journal.jsonl";

    private readonly FileStream stream;

    private readonly FileStream alone;

    private readonly JsonSerializerOptions options;

    private Journal(FileStream stream, FileStream alone, JsonSerializerOptions options) =>
        (this.stream, this.alone, this.options) = (stream, alone, options);

    /// <summary>Opens the journal of a run's folder for appending, cutting off a half-written last line.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="options">How entries become JSON.</param>
    public static Journal Open(string folder, JsonSerializerOptions options)
    {
        Directory.CreateDirectory(folder);
        var alone = Lock(folder);
        var stream = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.SetLength(EndOfLastWholeLine(stream));
        stream.Seek(0, SeekOrigin.End);
        return new Journal(stream, alone, options);
    }

    /// <summary>Refuses a folder whose journal another process is writing.</summary>
    /// <exception cref="InputException">It is.</exception>
    public static void RefuseIfOpen(string folder)
    {
        if (File.Exists(Path.Combine(folder, FileName)))
        {
            Lock(folder).Dispose();
        }
    }

    /// <summary>Adds one finished step; on return it has reached the disk.</summary>
    public void Append<T>(T entry)
    {
        stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, options) + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Reads the whole lines of a folder's journal; none where there is no journal.</summary>
    /// <exception cref="InputException">A line in the middle is damaged.</exception>
    public static IReadOnlyList<T> Read<T>(string folder, JsonSerializerOptions options)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var end = EndOfLastWholeLine(stream);
        var bytes = new byte[end];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return Parse<T>(path, bytes, options);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        alone.Dispose();
    }

    /// <summary>
    /// A file beside the journal that one process at a time can hold open: two runs that append to one journal would ruin it. The system
    /// lets go of it when the process ends, however it does.
    /// </summary>
    private static FileStream Lock(string folder)
    {
        var path = Path.Combine(folder, FileName + ".lock");
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new InputException($"{folder}: another process is measuring into it", "wait until that run ends, or stop it", error);
        }
    }

    private static List<T> Parse<T>(string path, ReadOnlyMemory<byte> text, JsonSerializerOptions options)
    {
        var entries = new List<T>();
        foreach (var range in text.Span.Split((byte)'\n'))
        {
            if (text[range] is { IsEmpty: false } line)
            {
                entries.Add(JsonFile.Parse(
                    line,
                    one => JsonSerializer.Deserialize<T>(one.Span, options) ?? throw new JsonException("null"),
                    error => new InputException(
                        $"{path}: line {entries.Count + 1} is damaged", "start the run again without --resume", error)));
            }
        }

        return entries;
    }

    private static long EndOfLastWholeLine(FileStream stream)
    {
        for (var position = stream.Length - 1; position >= 0; position--)
        {
            stream.Position = position;
            if (stream.ReadByte() == '\n')
            {
                return position + 1;
            }
        }

        return 0;
    }
}
