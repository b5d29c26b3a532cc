using InferenceCost.Foundation.Files;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Formats;

/// <summary>All forms, one line each.</summary>
public static class ReportFormats
{
    /// <summary>For people, on GitHub and in files.</summary>
    public static MarkdownFormat Markdown { get; } = new();

    /// <summary>For people, in a terminal.</summary>
    public static MarkdownFormat Terminal { get; } = new(folds: false);

    /// <summary>For programs.</summary>
    public static JsonFormat Json { get; } = new();

    /// <summary>Every form that <c>report --format</c> takes, the default first.</summary>
    public static IReadOnlyList<IReportFormat> All { get; } = [Markdown, Json, new CsvFormat()];

    /// <summary>The forms that lie as files beside what was measured.</summary>
    public static IReadOnlyList<IReportFormat> Files { get; } = [Markdown];

    /// <summary>Writes a report into a folder, in each of <see cref="Files"/>.</summary>
    /// <param name="folder">The folder of what was measured.</param>
    /// <param name="name">The files' name without extension: <c>report</c>.</param>
    /// <param name="report">The report.</param>
    public static void WriteFiles(string folder, string name, Report report)
    {
        foreach (var format in Files)
        {
            WholeFile.WriteText(Path.Combine(folder, $"{name}.{format.Id}"), format.Print(report));
        }
    }
}
