using InferenceCost.Records;
using static InferenceCost.Reporting.Markdown.MarkdownTable;

namespace InferenceCost.Reporting.Markdown;

/// <summary>How near each latency comes to what the machine can do at most, so that a reader knows what would make it faster.</summary>
internal static class LimitsTable
{
    /// <summary>Writes the table; nothing where the limits of this provider were not measured.</summary>
    public static void Write(Subject subject, MarkdownWriter page)
    {
        var cases = subject.Cases(Metrics.Latency).Where(item => CaseCells.Median(item) is not null).ToList();
        if (subject.Limits is not { } limits || cases.Count == 0)
        {
            return;
        }

        var time = Scale.OfNanoseconds(cases.Select(CaseCells.Median));
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Numbers("Batch"), Column.Numbers("Threads"), Column.Numbers($"Median, {time.Symbol}"),
            Column.Numbers($"Multiply-adds at the peak, {time.Symbol}"), Column.Numbers($"Weights read once, {time.Symbol}"),
            Column.Numbers("Share of the limit"), Column.Words("Bound by"));
        foreach (var item in cases)
        {
            var roofline = Of(item, subject, limits);
            table.Add(
                subject.Label(item.Model), CaseCells.Whole(item.Batch), CaseCells.Whole(item.Threads), time.Format(item.Summary!.Median),
                time.Format(roofline?.ArithmeticNanoseconds), time.Format(roofline?.MemoryNanoseconds),
                roofline is { } known ? Figure.Percent(known.ShareReached(item.Summary.Median), 0) : "n/a", roofline?.BoundBy ?? WhyNot(item, limits));
        }

        page.Heading(4, $"How near the machine's limits");
        page.Paragraph($"Limits of one call here, with {limits.Threads} {(limits.Threads == 1 ? "thread" : "threads")}, best of several blocks: {Figure.ThreeDigits(limits.MacsPerSecond / 1e9)} billion multiply-adds a second (32-bit), {Figure.ThreeDigits(limits.BytesPerSecond / 1e9)} GB a second read from memory.");
        page.Table(table);
        page.Paragraph($"A call has to do all its multiply-adds and to read every weight once: the slower of the two is what bounds it, and the share is that time over the median. Activations and the cost of starting each operator are ignored. Above 100 % of the memory limit, the weights stay in the cache; above 100 % of the arithmetic one, the numbers are smaller than 32 bits, or the machine was busier while its limits were measured.");
    }

    private static Roofline? Of(CaseRecord item, Subject subject, LimitsRecord limits) =>
        item.Threads == limits.Threads && subject.Model(item.Model) is { MacsPerItem: { } macs } model
            ? Roofline.Of(macs, item.Batch, model.InitializerBytes, limits)
            : null;

    private static string WhyNot(CaseRecord item, LimitsRecord limits) => item.Threads == limits.Threads
        ? "multiply-adds not counted"
        : "limits measured with other threads";
}
