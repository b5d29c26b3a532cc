using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What it takes to begin: loading the model, and the first call.</summary>
internal static class StartTable
{
    /// <summary>Writes the table; nothing where neither was tried.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var loads = subject.Cases(Metric.Load.Id);
        var firsts = subject.Cases(Metric.FirstInference.Id);
        var keys = loads.Concat(firsts).Select(Key).Distinct().ToList();
        if (keys.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Loading and the first call");
        var load = Scale.OfNanoseconds(loads.Select(CaseCells.Median));
        var first = Scale.OfNanoseconds(firsts.Select(CaseCells.Median));
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Numbers("Batch"), Column.Numbers("Threads"), Column.Words("Setting", optional: true), Column.Numbers($"Load, {load.Symbol}", optional: true),
            Column.Numbers($"First inference, {first.Symbol}", optional: true), Column.Numbers("Launches"));
        foreach (var key in keys)
        {
            var loading = loads.FirstOrDefault(item => Key(item) == key);
            var calling = firsts.FirstOrDefault(item => Key(item) == key);
            table.Add(
                subject.Label(key.Model), CaseCells.Whole(key.Batch), CaseCells.Whole(key.Threads), CaseCells.Setting((loading ?? calling)!),
                CaseCells.Value(loading, item => load.Format(item.Summary!.Median)), CaseCells.Value(calling, item => first.Format(item.Summary!.Median)),
                CaseCells.Whole((loading ?? calling)!.Summary?.Count ?? 0));
        }

        page.Table(table);
    }

    private static (string Model, int Batch, int Threads, string? Setting) Key(CaseRecord item) =>
        (item.Model, item.Batch, item.Threads, CaseCells.Setting(item)?.Source);
}
