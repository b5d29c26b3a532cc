using System.Globalization;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The wall time of one call, with the tail where the sample supports one.</summary>
internal static class LatencyTable
{
    /// <summary>Writes the table; nothing where no latency was tried.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var cases = subject.Cases(Metric.Latency.Id);
        if (cases.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Latency of one call");
        if (CaseCells.Caption(cases) is { } caption)
        {
            page.Paragraph(caption);
        }

        page.Table(Calls(subject, cases));
    }

    private static Table Calls(FamilyOnProvider subject, IReadOnlyList<CaseRecord> cases)
    {
        var valid = cases.Where(item => item.Valid).ToList();
        var percentiles = valid.SelectMany(item => item.Tail?.Percentiles ?? []).Select(tail => tail.Percentile).Distinct().Order();
        var time = Scale.OfNanoseconds(valid.Select(UsableFigure.Median));
        var processor = Scale.OfNanoseconds(valid.Select(item => item.CpuNsPerOp));
        var table = Table.Of(cases)
            .Words("Model", item => subject.Label(item.Model))
            .Numbers("Parameters", item => Figure.Count(subject.Model(item.Model)?.Parameters))
            .Numbers("Batch", item => CaseCells.Whole(item.Batch))
            .Numbers("Threads", item => CaseCells.Whole(item.Threads))
            .Words("Sizes", item => CaseCells.Sizes(item), optional: true)
            .Words("Setting", item => CaseCells.Setting(item), optional: true)
            .Numbers($"Median, {time.Symbol}", item => CaseCells.Value(item, one => time.Format(one.Summary!.Median)))
            .Numbers($"Lower quartile, {time.Symbol}", item => IsUsable(item) ? time.Format(item.Summary!.P25) : null);
        if (valid.Any(item => item.Summary is { Of: not SampleKind.Call }))
        {
            table.Words(
                "Timed",
                item => !IsUsable(item) || item.Summary!.Of == SampleKind.Call ? null : Timed(item),
                optional: true,
                legend: "A block is about 10 ms of calls: half of the blocks are faster than its median, not half of the calls.");
        }

        foreach (var percentile in percentiles)
        {
            table.Numbers(
                $"p{percentile.ToString(CultureInfo.InvariantCulture)}, {time.Symbol}",
                item => IsUsable(item) ? Tail(item, percentile, time) : null,
                legend: "A tail percentile stands with its upper 99 % confidence limit in brackets.");
        }

        return table
            .Numbers("Allocated, B", item => IsUsable(item) ? Figure.ThreeDigits(item.AllocatedBytesPerOp) : null, optional: true)
            .Numbers(
                $"Processor time, {processor.Symbol}", item => IsUsable(item) ? processor.Format(item.CpuNsPerOp) : null, optional: true)
            .Words("Next percentile needs", item => IsUsable(item) ? item.Tail?.Needs : null, optional: true);
    }

    /// <summary>Earlier versions took the percentiles from calls and the other quantiles from blocks.</summary>
    private static string Timed(CaseRecord item) => item.Tail?.Percentiles.Count > 0 ? "in blocks, percentiles of calls" : "in blocks";

    private static bool IsUsable(CaseRecord item) => item is { Valid: true, Summary: not null };

    private static Phrase? Tail(CaseRecord item, double percentile, Scale time) =>
        item.Tail?.Percentiles.FirstOrDefault(tail => tail.Percentile == percentile) is { } tail
            ? $"{time.Format(tail.Value)} ({time.Format(tail.UpperLimit)})"
            : null;
}
