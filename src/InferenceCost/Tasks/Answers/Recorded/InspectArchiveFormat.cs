using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>Inspect's logs (<c>.eval</c>): a zip archive with a header and one JSON entry for each sample and epoch.</summary>
internal sealed class InspectArchiveFormat : IAnswerFormat
{
    private const string Header = "header.json";
    private const string Started = "_journal/start.json";
    private const string Samples = "samples/";

    /// <summary>Bytes of one sample, transcript and all; what an entry may unpack to at most.</summary>
    private const int LongestSample = 512 << 20;

    /// <inheritdoc/>
    public bool Fits(FileStart start) => start.Extension == ".EVAL" || start.Begins("PK\u0003\u0004"u8);

    /// <inheritdoc/>
    public void Read(AnswerFile file)
    {
        if (!file.Stream.CanSeek)
        {
            throw new InputException($"{file.Path}: an Inspect log cannot be read from a pipe", "name the file itself");
        }

        try
        {
            Read(file, new ZipListing(file.Stream));
        }
        catch (InvalidDataException error)
        {
            throw Damaged(file.Path, error);
        }
    }

    private static void Read(AnswerFile file, ZipListing archive)
    {
        var items = archive.Read();
        var header = items.LastOrDefault(item => item.Name == Header)
            ?? throw (items.Any(item => item.Name == Started)
                ? new InputException(
                    $"{file.Path}: is the log of an evaluation that has not ended: it has no {Header}", "let it end, or run it again")
                : new InputException($"{file.Path}: is a zip archive and no Inspect log: it has no {Header}", "unpack it first"));
        var log = new InspectLog(file);
        Use(file, archive, header, log.CheckHeader);
        foreach (var item in items.Where(item => item.Name.StartsWith(Samples, StringComparison.Ordinal)
            && item.Name.EndsWith(".json", StringComparison.Ordinal) && item.Name.IndexOf('/', Samples.Length) < 0))
        {
            Use(file, archive, item, log.Add);
        }

        log.End();
    }

    private static void Use(AnswerFile file, ZipListing archive, ZipItem item, Action<JsonElement> use)
    {
        var where = $"{file.Path}, entry {Quoted.Of(item.Name)}";
        try
        {
            using var document = LooseJson.Parse(archive.Unpack(item, LongestSample));
            use(document.RootElement);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(where, error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InputException($"{where}: is no JSON in UTF-8", "copy the log again, whole", error);
        }
    }

    private static InputException Damaged(string where, InvalidDataException error) =>
        new($"{where}: cannot be read, {error.Message.Split('\n')[0]}", "copy the log again, whole", error);
}
