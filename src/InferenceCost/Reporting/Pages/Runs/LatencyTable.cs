using System.Globalization;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The wall time of one call, with the tail where the sample supports one.</summary>
internal static class LatencyTable
{
    /// <summary>Writes the table; nothing where no latency was tried.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var cases = subject.Cases(Metric.Latency.Id);
        if (cases.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Latency of one call");
        if (CaseCells.Inputs(cases) is { } inputs)
        {
            page.Paragraph($"{inputs}");
        }

        page.Table(Table(subject, cases));
        if (cases.Any(item => item is { Valid: true, Tail.Percentiles.Count: > 0 }))
        {
            page.Paragraph($"A tail percentile stands with its upper 99 % confidence limit in brackets.");
        }
    }

    private static MarkdownTable Table(FamilyOnProvider subject, IReadOnlyList<CaseRecord> cases)
    {
        var valid = cases.Where(item => item.Valid).ToList();
        var percentiles = valid.SelectMany(item => item.Tail?.Percentiles ?? []).Select(tail => tail.Percentile).Distinct().Order().ToList();
        var time = Scale.OfNanoseconds(valid.Select(CaseCells.Median));
        var processor = Scale.OfNanoseconds(valid.Select(item => item.CpuNsPerOp));
        var table = new MarkdownTable(
        [
            Column.Words("Model"), Column.Numbers("Parameters"), Column.Numbers("Batch"), Column.Numbers("Threads"), Column.Words("Setting", optional: true),
            Column.Numbers($"Median, {time.Symbol}"), Column.Numbers($"Lower quartile, {time.Symbol}"),
            .. percentiles.Select(percentile => Column.Numbers($"p{percentile.ToString(CultureInfo.InvariantCulture)}, {time.Symbol}")),
            Column.Numbers("Allocated, B", optional: true), Column.Numbers($"Processor time, {processor.Symbol}", optional: true),
            Column.Words("Next percentile needs", optional: true),
        ]);
        foreach (var item in cases)
        {
            var usable = item is { Valid: true, Summary: not null };
            table.Add(
            [
                subject.Label(item.Model), Figure.Count(subject.Model(item.Model)?.Parameters), CaseCells.Whole(item.Batch), CaseCells.Whole(item.Threads),
                CaseCells.Setting(item), CaseCells.Value(item, one => time.Format(one.Summary!.Median)), usable ? time.Format(item.Summary!.P25) : null,
                .. percentiles.Select(percentile => usable ? Tail(item, percentile, time) : null),
                usable ? Figure.ThreeDigits(item.AllocatedBytesPerOp) : null, usable ? processor.Format(item.CpuNsPerOp) : null,
                usable ? item.Tail?.Needs : null,
            ]);
        }

        return table;
    }

    private static Markup? Tail(CaseRecord item, double percentile, Scale time) =>
        item.Tail?.Percentiles.FirstOrDefault(tail => tail.Percentile == percentile) is { } tail
            ? $"{time.Format(tail.Value)} ({time.Format(tail.UpperLimit)})"
            : null;
}
