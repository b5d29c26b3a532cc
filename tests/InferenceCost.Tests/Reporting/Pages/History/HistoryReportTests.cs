using InferenceCost.Comparison.History;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Reporting.Pages.History;

public sealed class HistoryReportTests
{
    private static StoredHistory Stored { get; } = new(
        [.. Enumerable.Range(0, 40).Select(index => Run(
            student: index < 30 ? 2e5 + (100 * (index % 7)) : 3e5 + (100 * (index % 7)),
            id: $"202608{1 + (index / 24):00}T{index % 24:00}0000Z-aaaa"))],
        ["history/broken.json: damaged"]);

    [Fact]
    public void Every_case_has_a_line_with_its_trend()
    {
        var page = Printed.Terminal(Stored, Trends.Follow(Stored.Runs));
        Assert.StartsWith(
            "## c3f1a09b77de: a processor, 2 cores, a system, ONNX Runtime 1.31.1\n\n40 runs, 2026-08-01 00:00 "
            + "UTC to 2026-08-02 15:00 UTC.\n",
            page,
            StringComparison.Ordinal);
        Assert.Contains("| latency of student (toys, cpu), batch 1, 1 thread | 40 | ▁", page, StringComparison.Ordinal);
        Assert.Contains("| 20260802T060000Z-aaaa |", page, StringComparison.Ordinal);
        Assert.Contains("## Skipped\n\n- history/broken.json: damaged\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void One_case_is_shown_value_by_value()
    {
        var page = Printed.TerminalCase(
            Stored, [.. Trends.Follow(Stored.Runs).Where(trend => trend.Id == "latency/toys/student/cpu/b1/t1")]);
        Assert.Contains("| 20260801T000000Z-aaaa | 2026-08-01 00:00 UTC | 01234567 | 200 us | – | – |", page, StringComparison.Ordinal);
        Assert.Contains(
            "| 20260802T060000Z-aaaa | 2026-08-02 06:00 UTC | 01234567 | 300 us | 1.50 | change point |", page, StringComparison.Ordinal);
        Assert.Contains("Change point at 20260802T060000Z-aaaa: from 200 us to 300 us.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("latency of teacher", page, StringComparison.Ordinal);
    }
}
