using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Energy per thousand items, as counters of the machine saw it.</summary>
internal static class EnergyTable
{
    /// <summary>Writes the table; nothing where no counter was read.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var cases = subject.Cases(Metric.Energy.Id);
        if (cases.Count == 0)
        {
            return;
        }

        var table = new MarkdownTable(
            Column.Words("Model"), Column.Words("Counter"), Column.Numbers("Batch"), Column.Numbers("J per 1,000 items"), Column.Numbers("Net of idle"),
            Column.Numbers("Power, W"), Column.Numbers("Idle, W"), Column.Numbers("Windows"));
        foreach (var item in cases)
        {
            string Part(string name, double scale) => item is { Valid: true, Parts: { } parts } ? Figure.ThreeDigits(scale * parts[name]) : Figure.None;
            table.Add(
                subject.Label(item.Model), CaseId.Parse(item.Id)?.Settings is [.., var counter] ? Markup.Text(counter) : Figure.None, CaseCells.Whole(item.Batch), CaseCells.Value(item, one => Figure.ThreeDigits(1000 * one.Summary!.Median)),
                Part("netOfIdle", 1000), Part("watts", 1), Part("idleWatts", 1), CaseCells.Whole(item.Samples.Sum(launch => launch.Length)));
        }

        page.Heading(4, $"Energy, measured");
        page.Paragraph($"One caller, back-to-back calls for three seconds, between pauses of one second. The first figure is all that the counter saw; net of idle leaves out what it saw in the pauses. A processor's counter sees its packages alone, with whatever else runs on them; a GPU's the whole card.");
        page.Table(table);
    }
}
