using System.Globalization;
using InferenceCost.Comparison.History;
using InferenceCost.Foundation.Figures;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Pages.Comparison;
using InferenceCost.Reporting.Pages.Runs;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.History;

/// <summary>A history as Markdown: every case's trend, or one case point by point.</summary>
public static class HistoryReport
{
    /// <summary>Every trend in one line.</summary>
    /// <param name="history">The history.</param>
    /// <param name="trends">Its trends.</param>
    /// <returns>The text, lines ended by a line feed.</returns>
    public static string Render(StoredHistory history, IReadOnlyList<Trend> trends)
    {
        ArgumentNullException.ThrowIfNull(history);
        var page = new MarkdownWriter(folds: false);
        if (history.IsDemo)
        {
            page.Quote($"{Demonstration.Sentence}");
        }

        foreach (var machine in trends.GroupBy(trend => trend.Fingerprint))
        {
            var runs = history.Runs.Where(run => run.Fingerprint == machine.Key).ToList();
            page.Heading(2, $"{machine.Key}: {TitleSection.Machine(runs[^1].Environment)}, ONNX Runtime {runs[^1].Native.Version}");
            page.Paragraph($"{Figure.Count(runs.Count)} {(runs.Count == 1 ? "run" : "runs")}, {TitleSection.When(runs[0].Run.StartedUtc)} to {TitleSection.When(runs[^1].Run.StartedUtc)}.");
            page.Table(Table(machine));
        }

        page.Paragraph($"Reference: the median of the ten values before the latest. Change: the latest cost over the reference's; it is no verdict, since the runs were not interleaved. Change points are looked for from 30 values on.");
        Unreadable(history, page);
        return page.ToString();
    }

    /// <summary>One case, point by point, on every machine that has it.</summary>
    /// <param name="history">The history.</param>
    /// <param name="trends">The trends of the case, one for each machine.</param>
    public static string RenderCase(StoredHistory history, IReadOnlyList<Trend> trends)
    {
        ArgumentNullException.ThrowIfNull(history);
        var page = new MarkdownWriter(folds: false);
        if (history.IsDemo)
        {
            page.Quote($"{Demonstration.Sentence}");
        }

        foreach (var trend in trends)
        {
            page.Heading(2, $"{trend.Id} on {trend.Fingerprint}");
            page.Paragraph($"{Sparkline.Of([.. trend.Points.Select(point => point.Value)])}");
            page.Table(Points(trend));
            foreach (var change in trend.ChangePoints)
            {
                var scale = CostCells.ScaleOf(trend.Unit, [change.Before, change.After]);
                page.Paragraph($"Change point at {change.Run}: from {CostCells.Value(change.Before, scale)!.Value} to {CostCells.Value(change.After, scale)!.Value}.");
            }
        }

        Unreadable(history, page);
        return page.ToString();
    }

    private static MarkdownTable Table(IEnumerable<Trend> trends)
    {
        var table = new MarkdownTable(
            Column.Words("Case"), Column.Numbers("Values"), Column.Words("Trend"), Column.Numbers("Reference"), Column.Numbers("Latest"), Column.Numbers("Change"),
            Column.Words("Change points", optional: true), Column.Numbers("Other versions", optional: true));
        foreach (var trend in trends)
        {
            var scale = CostCells.ScaleOf(trend.Unit, [trend.Reference, trend.Points[^1].Value]);
            table.Add(
                trend.Id, Figure.Count(trend.Points.Count), Sparkline.Of([.. trend.Points.Select(point => point.Value)]), CostCells.Value(trend.Reference, scale),
                CostCells.Value(trend.Points[^1].Value, scale), trend.Change is { } change ? Figure.Ratio(change) : null,
                trend.ChangePoints.Count == 0 ? null : string.Join(", ", trend.ChangePoints.Select(point => point.Run)),
                trend.OtherVersions == 0 ? null : Figure.Count(trend.OtherVersions));
        }

        return table;
    }

    private static MarkdownTable Points(Trend trend)
    {
        var scale = CostCells.ScaleOf(trend.Unit, [.. trend.Points.Select(point => (double?)point.Value)]);
        var table = new MarkdownTable(
            Column.Words("Run"), Column.Words("Began"), Column.Words("Commit", optional: true), Column.Numbers("Value"), Column.Numbers("Over the ten before", optional: true),
            Column.Words("Remark", optional: true));
        for (var index = 0; index < trend.Points.Count; index++)
        {
            var point = trend.Points[index];
            table.Add(
                point.Run, TitleSection.When(point.StartedUtc), point.Commit is { } commit ? commit[..Math.Min(8, commit.Length)] : null, CostCells.Value(point.Value, scale),
                Baseline.Before(trend.Points, index) is { } reference ? (point.Value / reference).ToString("0.00", CultureInfo.InvariantCulture) : null,
                trend.ChangePoints.Any(change => change.Index == index) ? "change point" : null);
        }

        return table;
    }

    private static void Unreadable(StoredHistory history, MarkdownWriter page)
    {
        if (history.Unreadable.Count > 0)
        {
            page.Heading(2, $"Skipped");
            page.List(history.Unreadable.Select(Markup.Text));
        }
    }
}
