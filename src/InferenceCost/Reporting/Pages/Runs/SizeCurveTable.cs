using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Statistics;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How cost grows with size over a family of at least four sizes, as straight lines on logarithmic axes.</summary>
internal static class SizeCurveTable
{
    /// <summary>Writes the table; nothing where there are too few sizes.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var table = new MarkdownTable(
            Column.Words("Cost"), Column.Words("Against"), Column.Numbers("Models"), Column.Numbers("Slope"), Column.Numbers("Twice the size costs"), Column.Words("Farthest from the line"));
        foreach (var (cost, points) in Costs(subject))
        {
            Add(table, subject, cost, "parameters", points, model => model.Parameters);
            Add(table, subject, cost, "multiply-adds an item", points, model => model.MacsPerItem);
        }

        if (table.IsEmpty)
        {
            return;
        }

        page.Heading(4, $"How cost grows with size");
        page.Paragraph($"A straight line on two logarithmic axes: 1 is a cost that grows as the size does, less is a small model that saves less than its size says. Descriptive: with four sizes two degrees of freedom are left, and these models were not drawn at random.");
        page.Table(table);
    }

    private static IEnumerable<(string Cost, List<(ModelRecord Model, double Value)> Points)> Costs(FamilyOnProvider subject)
    {
        yield return ("latency", Points(subject, Metric.Latency.Id, item => CaseCells.Median(item)));
        yield return ("memory, growth at peak", Points(subject, Metric.PeakMemory.Id, item => item.Valid && item.Parts is { } parts && parts.TryGetValue("growth", out var bytes) ? bytes : null));
    }

    /// <summary>Of the smallest batch, one value a model; growth that nothing resolves is none.</summary>
    private static List<(ModelRecord Model, double Value)> Points(FamilyOnProvider subject, string metric, Func<CaseRecord, double?> value)
    {
        var cases = subject.Cases(metric).Where(item => subject.Model(item.Model) is not null && value(item) is > 0).ToList();
        return [.. cases.Where(item => item.Batch == cases.Min(other => other.Batch)).DistinctBy(item => item.Model).Select(item => (subject.Model(item.Model)!, value(item)!.Value))];
    }

    private static void Add(
        MarkdownTable table, FamilyOnProvider subject, string cost, string against, List<(ModelRecord Model, double Value)> points, Func<ModelRecord, long?> size)
    {
        var known = points.Where(point => size(point.Model) is > 0).ToList();
        if (PowerLaw.Fit([.. known.Select(point => (double)size(point.Model)!.Value)], [.. known.Select(point => point.Value)]) is not { } line)
        {
            return;
        }

        var (model, off) = known.Select(point => (point.Model, Off: point.Value / line.At(size(point.Model)!.Value))).MaxBy(point => Math.Abs(Math.Log(point.Off)));
        table.Add(
            cost, against, Figure.Count(known.Count), Figure.Fixed(line.Exponent, 2), Figure.Ratio(Math.Pow(2, line.Exponent)),
            $"{subject.Label(model.Id)}: {Figure.Ratio(Math.Max(off, 1 / off))} {(off > 1 ? "above" : "below")}");
    }
}
