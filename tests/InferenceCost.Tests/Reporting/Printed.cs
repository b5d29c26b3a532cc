using InferenceCost.Comparison;
using InferenceCost.Comparison.History;
using InferenceCost.Records;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Comparison;
using InferenceCost.Reporting.Pages.History;
using InferenceCost.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Reporting;

/// <summary>Reports as their readers get them.</summary>
internal static class Printed
{
    public static string Markdown(RunRecord run) => ReportFormats.Markdown.Print(RunReport.Compose(run));

    public static string Markdown(RunComparison comparison) => ReportFormats.Markdown.Print(ComparisonReport.Compose(comparison));

    public static string Head(RunComparison comparison) => ReportFormats.Markdown.Print(ComparisonReport.Head(comparison));

    public static string Terminal(StoredHistory history, IReadOnlyList<Trend> trends) =>
        ReportFormats.Terminal.Print(HistoryReport.Compose(history, trends));

    public static string TerminalCase(StoredHistory history, IReadOnlyList<Trend> trends) =>
        ReportFormats.Terminal.Print(HistoryReport.ComposeCase(history, trends));

    public static string Csv(RunRecord run) => new CsvFormat().Print(RunReport.Compose(run));
}
