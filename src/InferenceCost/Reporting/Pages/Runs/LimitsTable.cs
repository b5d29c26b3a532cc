using InferenceCost.Findings.MachinePeak;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How near each latency and throughput comes to what the machine can do at most, so that a reader knows what would make it faster.</summary>
internal static class LimitsTable
{
    /// <summary>Writes the tables; nothing where the limits of this provider were not measured.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var latencies = Usable(subject, Metric.Latency.Id);
        var rates = Usable(subject, Metric.Throughput.Id);
        if (subject.Limits.Count == 0 || latencies.Count + rates.Count == 0)
        {
            return;
        }

        page.Heading(4, $"How near the machine's limits");
        page.Paragraph($"Limits here, the best of several blocks:");
        page.List(subject.Limits.Select(limits => Markup.Of(
            $"{Callers(limits)}: {Figure.ThreeDigits(limits.MacsPerSecond / 1e9)} billion multiply-adds a second (32-bit), {Figure.ThreeDigits(limits.BytesPerSecond / 1e9)} GB a second read from memory.")));
        if (latencies.Count > 0)
        {
            page.Table(Latency(subject, latencies));
        }

        if (rates.Count > 0)
        {
            page.Table(Throughput(subject, rates));
        }

        page.Paragraph($"A call has to do all its multiply-adds and to read every weight once: the slower of the two is what bounds it, and the share is how much of that bound was reached. Activations and the cost of starting each operator are ignored. Above 100 % of the memory limit, the weights stay in the cache; above 100 % of the arithmetic one, the numbers are smaller than 32 bits, or the machine was busier while its limits were measured. Load time, first inference and memory have no such limit: what bounds them is the runtime's own work, not the machine's arithmetic.");
    }

    private static MarkdownTable Latency(FamilyOnProvider subject, IReadOnlyList<CaseRecord> cases)
    {
        var time = Scale.OfNanoseconds(cases.Select(CaseCells.Median));
        var table = new MarkdownTable(
            Column.Words("Latency of"), Column.Numbers("Batch"), Column.Numbers("Threads"), Column.Numbers($"Median, {time.Symbol}"),
            Column.Numbers($"Multiply-adds at the peak, {time.Symbol}"), Column.Numbers($"Weights read once, {time.Symbol}"),
            Column.Numbers("Share of the limit"), Column.Words("Bound by"));
        foreach (var item in cases)
        {
            var (roofline, unknown) = Of(item, subject);
            table.Add(
                subject.Label(item.Model), CaseCells.Whole(item.Batch), CaseCells.Whole(item.Threads), time.Format(item.Summary!.Median),
                time.Format(roofline?.ArithmeticNanoseconds), time.Format(roofline?.MemoryNanoseconds),
                roofline is { } known ? Figure.Percent(known.ShareReached(item.Summary.Median), 0) : "n/a", roofline?.BoundBy ?? unknown);
        }

        return table;
    }

    private static MarkdownTable Throughput(FamilyOnProvider subject, IReadOnlyList<CaseRecord> cases)
    {
        var table = new MarkdownTable(
            Column.Words("Throughput of"), Column.Numbers("Batch"), Column.Numbers("Callers"), Column.Numbers("Items per second"),
            Column.Numbers("Multiply-adds at the peak"), Column.Numbers("Weights read once a call"), Column.Numbers("Share of the limit"), Column.Words("Bound by"));
        foreach (var item in cases)
        {
            var (roofline, unknown) = Of(item, subject);
            var callNanoseconds = 1e9 * item.Batch / item.Summary!.Median;
            table.Add(
                subject.Label(item.Model), CaseCells.Whole(item.Batch), CaseCells.Whole(item.Callers), Figure.ThreeDigits(item.Summary.Median),
                Rate(item, roofline?.ArithmeticNanoseconds), Rate(item, roofline?.MemoryNanoseconds),
                roofline is { } known ? Figure.Percent(known.ShareReached(callNanoseconds), 0) : "n/a", roofline?.BoundBy ?? unknown);
        }

        return table;
    }

    private static string Rate(CaseRecord item, double? callNanoseconds) => Figure.ThreeDigits(1e9 * item.Batch / callNanoseconds);

    private static List<CaseRecord> Usable(FamilyOnProvider subject, string metric) => [.. subject.Cases(metric).Where(item => CaseCells.Median(item) is not null)];

    private static (Roofline? Roofline, string Unknown) Of(CaseRecord item, FamilyOnProvider subject) =>
        subject.Limits.FirstOrDefault(limits => limits.Threads == item.Threads && limits.Callers == item.Callers) is not { } limits
            ? (null, "limits measured with other callers or threads")
            : subject.Model(item.Model) is { MacsPerItem: { } macs } model
                ? (Roofline.Of(macs, item.Batch, model.InitializerBytes, limits), "")
                : (null, "multiply-adds not counted");

    private static string Callers(LimitsRecord limits) =>
        Counted(limits.Callers, "caller") + " with " + Counted(limits.Threads, "thread") + (limits.Callers == 1 ? "" : " each");

    private static string Counted(int count, string thing) => FormattableString.Invariant($"{count} {thing}{(count == 1 ? "" : "s")}");
}
