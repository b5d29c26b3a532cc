using System.Globalization;
using InferenceCost.Comparison.History;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Pages.Comparison;
using InferenceCost.Reporting.Pages.Runs;

namespace InferenceCost.Reporting.Pages.History;

/// <summary>A history: every case's trend, or one case point by point.</summary>
public static class HistoryReport
{
    /// <summary>Every trend in one line.</summary>
    /// <param name="history">The history.</param>
    /// <param name="trends">Its trends.</param>
    public static Report Compose(StoredHistory history, IReadOnlyList<Trend> trends)
    {
        ArgumentNullException.ThrowIfNull(history);
        var page = new Page();
        if (history.IsDemo)
        {
            page.Quote(Demonstration.Sentence);
        }

        foreach (var machine in trends.GroupBy(trend => trend.Fingerprint))
        {
            var runs = history.Runs.Where(run => run.Fingerprint == machine.Key).ToList();
            page.Heading(2, $"{machine.Key}: {TitleSection.Machine(runs[^1].Environment)}, ONNX Runtime {runs[^1].Native.Version}");
            page.Paragraph($"{Figure.Count(runs.Count)} {(runs.Count == 1 ? "run" : "runs")}, {TitleSection.When(runs[0].Run.StartedUtc)} "
                + $"to {TitleSection.When(runs[^1].Run.StartedUtc)}.");
            page.Table(Summary(machine));
        }

        page.Paragraph($"Reference: the median of the ten values before the latest. Change: the latest cost over the reference's; "
            + $"it is no verdict, since the runs were not interleaved. Change points are looked for from 30 values on.");
        Unreadable(history, page);
        return new Report(page, () => new HistoryData(trends, history.Unreadable));
    }

    /// <summary>One case, point by point, on every machine that has it.</summary>
    /// <param name="history">The history.</param>
    /// <param name="trends">The trends of the case, one for each machine.</param>
    public static Report ComposeCase(StoredHistory history, IReadOnlyList<Trend> trends)
    {
        ArgumentNullException.ThrowIfNull(history);
        var page = new Page();
        if (history.IsDemo)
        {
            page.Quote(Demonstration.Sentence);
        }

        foreach (var trend in trends)
        {
            page.Heading(2, $"{CaseWords.Of(trend.Id)}, on {trend.Fingerprint}");
            if (trend.Shapes is { } shapes)
            {
                page.Paragraph($"Shapes of one item: {shapes}.");
            }

            page.Series([.. trend.Points.Select(point => point.Value)]);
            page.Table(Points(trend));
            foreach (var change in trend.ChangePoints)
            {
                var scale = CostCells.ScaleOf(trend.Unit, [change.Before, change.After]);
                page.Paragraph($"Change point at {change.Run}: from {CostCells.Value(change.Before, scale)} to "
                    + $"{CostCells.Value(change.After, scale)}.");
            }
        }

        Unreadable(history, page);
        return new Report(page, () => new HistoryData(trends, history.Unreadable));
    }

    private static Table Summary(IEnumerable<Trend> trends) =>
        Table.Of(trends.Select(trend => (Trend: trend, Scale: CostCells.ScaleOf(trend.Unit, [trend.Reference, trend.Points[^1].Value]))))
            .Words("Case", row => CaseWords.Of(row.Trend.Id))
            .Words("Shapes of one item", row => row.Trend.Shapes, optional: true)
            .Numbers("Values", row => Figure.Count(row.Trend.Points.Count))
            .Words("Trend", row => Sparkline.Draw([.. row.Trend.Points.Select(point => point.Value)]))
            .Numbers("Reference", row => CostCells.Value(row.Trend.Reference, row.Scale))
            .Numbers("Latest", row => CostCells.Value(row.Trend.Points[^1].Value, row.Scale))
            .Numbers("Change", row => row.Trend.Change is { } change ? Figure.Ratio(change) : null)
            .Words(
                "Change points",
                row => row.Trend.ChangePoints.Count == 0 ? null : string.Join(", ", row.Trend.ChangePoints.Select(point => point.Run)),
                optional: true)
            .Numbers("Other versions", row => row.Trend.OtherVersions == 0 ? null : Figure.Count(row.Trend.OtherVersions), optional: true);

    private static Table Points(Trend trend)
    {
        var scale = CostCells.ScaleOf(trend.Unit, [.. trend.Points.Select(point => (double?)point.Value)]);
        return Table.Of(trend.Points.Select((point, index) => (Point: point, Index: index)))
            .Words("Run", row => row.Point.Run)
            .Words("Began", row => TitleSection.When(row.Point.StartedUtc))
            .Words("Commit", row => row.Point.Commit is { } commit ? commit[..Math.Min(8, commit.Length)] : null, optional: true)
            .Numbers("Value", row => CostCells.Value(row.Point.Value, scale))
            .Numbers("Over the ten before", row => Baseline.Before(trend.Points, row.Index) is { } reference
                ? (row.Point.Value / reference).ToString("0.00", CultureInfo.InvariantCulture)
                : null, optional: true)
            .Words("Remark", row => trend.ChangePoints.Any(change => change.Index == row.Index) ? "change point" : null, optional: true);
    }

    private static void Unreadable(StoredHistory history, Page page)
    {
        if (history.Unreadable.Count > 0)
        {
            page.Heading(2, $"Skipped");
            page.List(history.Unreadable.Select(Phrase.Text));
        }
    }

    /// <summary>What programs get.</summary>
    private sealed record HistoryData(IReadOnlyList<Trend> Trends, IReadOnlyList<string> Unreadable);
}
