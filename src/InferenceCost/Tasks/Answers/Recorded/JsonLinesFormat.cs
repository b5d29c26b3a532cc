namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>One JSON object a line: files named so, and those that begin with an object.</summary>
internal sealed class JsonLinesFormat : IAnswerFormat
{
    /// <inheritdoc/>
    public bool Fits(FileStart start) => start.Extension is ".JSONL" or ".NDJSON" or ".JSON" || start.IsObject;

    /// <inheritdoc/>
    public void Read(AnswerFile file) => new JsonLinesFile(file.Path, file.Columns).Read(file.Stream);
}
