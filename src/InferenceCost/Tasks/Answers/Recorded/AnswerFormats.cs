namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>The forms that recorded answers may have.</summary>
internal static class AnswerFormats
{
    /// <summary>All of them, those first that are told by their content; the last one takes whatever is left.</summary>
    public static IReadOnlyList<IAnswerFormat> All { get; } =
    [
        new InspectArchiveFormat(),
        new ParquetFormat(),
        new InspectJsonFormat(),
        new HarnessLogFormat(),
        new JsonLinesFormat(),
        new CsvFormat(),
    ];

    /// <summary>The form of a file.</summary>
    public static IAnswerFormat Of(FileStart start) => All.First(format => format.Fits(start));
}
