using InferenceCost.Records;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Reporting.Pages.Comparison;

public sealed class ComparisonReportTests
{
    private static RunRecord Newer { get; } = Run(student: 2.4e5, rate: 6000, memory: 90.5e6, id: "20260803T101500Z-beef") with
    {
        Claims = [Run().Claims[0] with { Verdict = ClaimVerdict.DoesNotHold }],
        Quality = [Score("teacher", 0.94), Score("student", 0.88)],
        Cases = [.. Run(student: 2.4e5, rate: 6000, memory: 90.5e6).Cases, Case(Metric.Load.Id, "teacher", "ns", 1e6)],
    };

    [Fact]
    public void The_first_lines_say_which_runs_that_it_is_advice_and_what_came_out()
    {
        var lines = Printed.Markdown(Compare(Run(), Newer)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "OLD is 20260801T101500Z-1a2b of 2026-08-01 10:15 UTC (default profile, commit 01234567, fingerprint c3f1a09b77de); "
            + "NEW is 20260803T101500Z-beef of 2026-08-03 10:15 UTC (default profile, commit 01234567, fingerprint "
            + "c3f1a09b77de), measured 2 days later.",
            lines[0]);
        Assert.StartsWith("> **Advisory.**", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(
            "**2 slower**, 1 faster, 4 same; quality: **1 worse**, 1 inconclusive; **1 claim changed**; 1 only in NEW (margins:", lines[2],
            StringComparison.Ordinal);
        Assert.StartsWith(Printed.Head(Compare(Run(), Newer)), Printed.Markdown(Compare(Run(), Newer)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_changed_is_in_sight_worst_first_and_the_rest_folded()
    {
        var page = Printed.Markdown(Compare(Run(), Newer));
        Assert.StartsWith(
            "| slower | latency of student (toys, cpu), batch 1, 1 thread | 200 us | 240 us | 1.20x | 1.19 to 1.21 (96.5 %) | 5.",
            page.Split('\n').Single(line => line.StartsWith("| slower | latency of", StringComparison.Ordinal)), StringComparison.Ordinal);
        string[] order =
        [
            "| slower | latency of student", "| slower | latency, teacher over", "| faster | throughput of student",
            "<details><summary>Same (4)</summary>", "| same | latency of teacher",
            "| same | size of teacher", "</details>", "## Quality",
            "| worse | accuracy of student (toys, cpu) | 93.00 % | 88.00 % | -5.00 (",
            "| inconclusive | accuracy of teacher", "- claim of student against teacher (toys, cpu): holds, now **does not hold** (worse)",
            "## Only in NEW", "- load time of teacher (toys, cpu), batch 1, 1 thread",
        ];
        Assert.Equal(
            order.Select(text => page.IndexOf(text, StringComparison.Ordinal)).Order(),
            order.Select(text => page.IndexOf(text, StringComparison.Ordinal)));
        Assert.DoesNotContain(order, text => !page.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Other_machines_are_named()
    {
        var page = Printed.Markdown(Compare(
            Run(), Newer with { Fingerprint = "000000000000", Environment = Newer.Environment with { Cpu = "another | processor" } }));
        Assert.Contains(
            "**Different machines.** Neither times nor ratios are compared; `--across-machines` compares the ratios.",
            page,
            StringComparison.Ordinal);
        Assert.Contains("- processor: a processor (OLD), another \\| processor (NEW)", page, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Not comparable (5)</summary>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_cases_in_a_file_changes_nothing()
    {
        var turned = Newer with { Cases = [.. Newer.Cases.Reverse()], Quality = [.. Newer.Quality.Reverse()] };
        Assert.Equal(Printed.Markdown(Compare(Run(), Newer)), Printed.Markdown(Compare(Run(), turned)));
    }

    [Fact]
    public void Nothing_to_compare_is_said_too()
    {
        var empty = Run() with { Families = [], Cases = [], Ratios = [], Quality = [], Claims = [] };
        Assert.Contains("0 slower (margins", Printed.Markdown(Compare(empty, empty)), StringComparison.Ordinal);
        Assert.Contains("OLD and NEW are the same run", Printed.Markdown(Compare(empty, empty)), StringComparison.Ordinal);
    }
}
