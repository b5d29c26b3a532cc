using InferenceCost.Comparison;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Statistics;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The same models on the CPU and on another provider: how many times less the other takes, and from which batch on it pays.</summary>
internal static class ProviderSection
{
    /// <summary>Writes the section; nothing where no family ran on the CPU and elsewhere.</summary>
    public static void Write(RunView view, MarkdownWriter page)
    {
        var pairs = (from own in view.Subjects
                     where own.Provider == ProviderIds.Cpu
                     from other in view.Subjects
                     where other.Family.Id == own.Family.Id && other.Provider != ProviderIds.Cpu
                     let rows = Rows(own, other).ToList()
                     where rows.Count > 0
                     select (Own: own, Other: other, Rows: rows)).ToList();
        if (pairs.Count == 0)
        {
            return;
        }

        page.Heading(2, $"CPU against other providers");
        page.Paragraph($"How many times less the other provider takes than the CPU for the same call, copies to and from its device included; below 1x it takes longer. Both were measured in this run, one after the other and not in turns: what the machine did between them is no part of the interval.");
        foreach (var (own, other, rows) in pairs)
        {
            page.Heading(3, $"{own.Family.Name}: {other.Provider} against the CPU");
            page.Table(Table(other, rows));
            page.List(rows.Where(row => row.Metric == Metric.Latency.Id).GroupBy(row => row.Model).Select(group => Pays(other, group.Key, [.. group.OrderBy(row => row.Batch)])));
        }
    }

    private static MarkdownTable Table(FamilyOnProvider other, IReadOnlyList<Row> rows)
    {
        var table = new MarkdownTable(
            Column.Words("What"), Column.Words("Model"), Column.Numbers("Batch"), Column.Numbers("CPU"), Column.Numbers(other.Provider),
            Column.Numbers("CPU over " + other.Provider + " (interval)"), Column.Numbers("Confidence"));
        foreach (var row in rows)
        {
            table.Add(
                Metric.Find(row.Metric).Heading, other.Label(row.Model), CaseCells.Whole(row.Batch), Value(row.Metric, row.Cpu), Value(row.Metric, row.Other),
                RatioText.Of(row.Factor.Estimate, row.Factor.Low, row.Factor.High, isStatic: false), Figure.Confidence(row.Factor.Confidence));
        }

        return table;
    }

    private static Markup Pays(FamilyOnProvider other, string model, IReadOnlyList<Row> byBatch)
    {
        // A larger batch at which it is not shown to be faster takes back what a smaller one showed.
        var from = byBatch.Reverse().TakeWhile(row => row.Factor.Low > 1).LastOrDefault();
        var batches = string.Join(", ", byBatch.Select(row => FormattableString.Invariant($"{row.Batch}")));
        return from is not null
            ? Markup.Of($"{other.Label(model)}: {other.Provider} is faster from batch {from.Batch} on (measured: {batches}).")
            : byBatch.All(row => row.Factor.High < 1)
                ? Markup.Of($"{other.Label(model)}: the CPU is faster at every batch that was measured ({batches}).")
                : Markup.Of($"{other.Label(model)}: from which batch on {other.Provider} is faster is not shown (measured: {batches}).");
    }

    private static string Value(string metric, double median) =>
        metric == Metric.Latency.Id ? Scale.OfNanoseconds([median]) is var time ? $"{time.Format(median)} {time.Symbol}" : "" : $"{Figure.ThreeDigits(median)} items/s";

    private static IEnumerable<Row> Rows(FamilyOnProvider cpu, FamilyOnProvider other) =>
        from metric in new[] { Metric.Latency.Id, Metric.Throughput.Id }
        from there in other.Cases(metric)
        from here in cpu.Cases(metric)
        where here.Model == there.Model && here.Batch == there.Batch && here is { Valid: true, Summary: not null } && there is { Valid: true, Summary: not null }
        let costs = (Here: LaunchStatistic.Of(here), There: LaunchStatistic.Of(there))
        where costs.Here.Length > 0 && costs.There.Length > 0
        let factor = there.Better == Better.Lower ? IndependentLaunches.Change(costs.There, costs.Here) : IndependentLaunches.Change(costs.Here, costs.There)
        select new Row(metric, there.Model, there.Batch, here.Summary!.Median, there.Summary!.Median, factor);

    private sealed record Row(string Metric, string Model, int Batch, double Cpu, double Other, RatioEstimate Factor);
}
