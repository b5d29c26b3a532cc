namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>Separated values with a header: what is nothing else.</summary>
internal sealed class CsvFormat : IAnswerFormat
{
    /// <inheritdoc/>
    public bool Fits(FileStart start) => true;

    /// <inheritdoc/>
    public void Read(AnswerFile file) => new CsvFile(file.Path, file.Columns).Read(file.Stream);
}
