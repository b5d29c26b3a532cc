using System.Text.Json;
using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>Inspect's logs as one JSON object.</summary>
internal sealed class InspectJsonFormat : IAnswerFormat
{
    /// <summary>Bytes; a longer log stands in memory more than once before it is read.</summary>
    private const int Longest = 1 << 30;

    /// <inheritdoc/>
    public bool Fits(FileStart start) =>
        start.Names.Contains("version") && start.Names.Contains("eval") && (start.Names.Contains("status") || start.Names.Contains("plan"));

    /// <inheritdoc/>
    public void Read(AnswerFile file)
    {
        if (file.Stream.Length > Longest)
        {
            throw new InputException(
                FormattableString.Invariant($"{file.Path}: is a JSON log of more than {Longest} bytes"),
                "convert it: inspect log convert --to eval");
        }

        var content = new byte[(int)file.Stream.Length];
        file.Stream.ReadExactly(content);
        try
        {
            using var document = LooseJson.Parse(content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsSpan(3) : content);
            Read(file, document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InputException(
                $"{file.Path}: is an Inspect log that breaks off or is no JSON in UTF-8", "copy the log again, whole", error);
        }
    }

    private static void Read(AnswerFile file, JsonElement root)
    {
        var log = new InspectLog(file);
        log.CheckHeader(root);
        if (LooseJson.Field(root, "samples") is { ValueKind: JsonValueKind.Array } samples)
        {
            foreach (var sample in samples.EnumerateArray())
            {
                log.Add(sample);
            }
        }

        log.End();
    }
}
