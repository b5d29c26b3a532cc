using InferenceCost.Findings.MachinePeak;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>
/// How near each latency and throughput comes to what the machine can do at most, so that a reader knows what would make it faster.
/// </summary>
internal static class LimitsTable
{
    /// <summary>Writes the tables; nothing where the limits of this provider were not measured.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var latencies = CaseRoofline.Cases(subject, Metric.Latency);
        var rates = CaseRoofline.Cases(subject, Metric.Throughput);
        if (latencies.Count + rates.Count == 0)
        {
            return;
        }

        page.Heading(4, $"How near the machine's limits");
        page.Paragraph($"Limits here, the best of several blocks:");
        page.List(subject.Limits.Select(limits => Phrase.Of(
            $"{Callers(limits)}: {Figure.ThreeDigits(limits.MacsPerSecond / 1e9)} billion multiply-adds a second (32-bit), "
            + $"{Figure.ThreeDigits(limits.BytesPerSecond / 1e9)} GB a second read from memory.")));
        if (CaseCells.Shapes(latencies.Concat(rates)) is { } shapes)
        {
            page.Paragraph(shapes);
        }

        page.Table(Latency(subject, latencies));
        page.Table(Throughput(subject, rates));

        page.Paragraph($"A call has to do all its multiply-adds and to read every weight once: the slower of the two is what bounds it, "
            + $"and the share is how much of that bound was reached. Activations and the cost of starting each operator are ignored. Above "
            + $"100 % of the memory limit, the weights stay in the cache; above 100 % of the arithmetic one, the numbers are smaller than "
            + $"32 bits, or the machine was busier while its limits were measured. Load time, first inference and memory have no such "
            + $"limit: what bounds them is the runtime's own work, not the machine's arithmetic.");
    }

    private static Table Latency(FamilyOnProvider subject, IReadOnlyList<CaseRecord> cases)
    {
        var time = Scale.OfNanoseconds(cases.Select(UsableFigure.Median));
        return Table.Of(cases.Select(item => (Case: item, Roofline: CaseRoofline.Compute(item, subject))))
            .Words("Latency of", row => subject.Label(row.Case.Model))
            .Numbers("Batch", row => CaseCells.Whole(row.Case.Batch))
            .Numbers("Threads", row => CaseCells.Whole(row.Case.Threads))
            .Words("Sizes", row => CaseCells.Sizes(row.Case), optional: true)
            .Numbers($"Median, {time.Symbol}", row => time.Format(row.Case.Summary!.Median))
            .Numbers($"Multiply-adds at the peak, {time.Symbol}", row => time.Format(row.Roofline.ArithmeticNs))
            .Numbers($"Weights read once, {time.Symbol}", row => time.Format(row.Roofline.MemoryNs))
            .Numbers("Share of the limit", row => Share(row.Roofline))
            .Words("Bound by", row => BoundBy(row.Roofline));
    }

    private static Table Throughput(FamilyOnProvider subject, IReadOnlyList<CaseRecord> cases) =>
        Table.Of(cases.Select(item => (Case: item, Roofline: CaseRoofline.Compute(item, subject))))
            .Words("Throughput of", row => subject.Label(row.Case.Model))
            .Numbers("Batch", row => CaseCells.Whole(row.Case.Batch))
            .Numbers("Callers", row => CaseCells.Whole(row.Case.Callers))
            .Words("Sizes", row => CaseCells.Sizes(row.Case), optional: true)
            .Numbers("Items per second", row => Figure.ThreeDigits(row.Case.Summary!.Median))
            .Numbers("Multiply-adds at the peak", row => Rate(row.Case, row.Roofline.ArithmeticNs))
            .Numbers("Weights read once a call", row => Rate(row.Case, row.Roofline.MemoryNs))
            .Numbers("Share of the limit", row => Share(row.Roofline))
            .Words("Bound by", row => BoundBy(row.Roofline));

    private static string? BoundBy(CaseRoofline roofline) => roofline.BoundBy is { } limit ? EnumWord.Of(limit) : roofline.WhyUnknown;

    private static string Share(CaseRoofline roofline) => roofline.ShareReached is { } share ? Figure.Percent(share, 0) : "n/a";

    private static string Rate(CaseRecord item, double? callNanoseconds) => Figure.ThreeDigits(1e9 * item.Batch / callNanoseconds);

    private static string Callers(LimitsRecord limits) =>
        Counted(limits.Callers, "caller") + " with " + Counted(limits.Threads, "thread") + (limits.Callers == 1 ? "" : " each");

    private static string Counted(int count, string thing) => FormattableString.Invariant($"{count} {thing}{(count == 1 ? "" : "s")}");
}
