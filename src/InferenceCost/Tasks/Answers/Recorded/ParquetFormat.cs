namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>Parquet, with the columns that CSV has; probabilities also as one column of lists.</summary>
internal sealed class ParquetFormat : IAnswerFormat
{
    /// <inheritdoc/>
    public bool Fits(FileStart start) => start.Extension is ".PARQUET" or ".PQ" || start.Begins("PAR1"u8);

    /// <inheritdoc/>
    public void Read(AnswerFile file) => new ParquetTable(file).Read();
}
