using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Energy per thousand items, as counters of the machine saw it.</summary>
internal static class EnergyTable
{
    /// <summary>Writes the table; nothing where no counter was read.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var cases = subject.Cases(Metric.Energy.Id);
        if (cases.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Energy, measured");
        page.Paragraph($"One caller, back-to-back calls for three seconds, between pauses of one second. The first figure is all that the "
            + $"counter saw; net of idle leaves out what it saw in the pauses. A processor's counter sees its packages alone, "
            + $"with whatever else runs on them; a GPU's the whole card.");
        if (CaseCells.Shapes(cases) is { } shapes)
        {
            page.Paragraph(shapes);
        }

        page.Table(Table.Of(cases)
            .Words("Model", item => subject.Label(item.Model))
            .Words("Counter", item => CaseId.Parse(item.Id)?.Settings is [.., var counter] ? counter : Figure.None)
            .Numbers("Batch", item => CaseCells.Whole(item.Batch))
            .Numbers("J per 1,000 items", item => CaseCells.Value(item, one => Figure.ThreeDigits(1000 * one.Summary!.Median)))
            .Numbers("Net of idle", item => Part(item, "netOfIdle", 1000))
            .Numbers("Power, W", item => Part(item, "watts", 1))
            .Numbers("Idle, W", item => Part(item, "idleWatts", 1))
            .Numbers("Windows", item => CaseCells.Whole(item.Samples.Sum(launch => launch.Length))));
    }

    private static string Part(CaseRecord item, string name, double scale) =>
        item is { Valid: true, Parts: { } parts } ? Figure.ThreeDigits(scale * parts[name]) : Figure.None;
}
