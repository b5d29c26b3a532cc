using InferenceCost.Findings.Sizes;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What counting would have foretold beside what was measured, so that a reader sees where the count misleads.</summary>
internal static class SizeAgainstTimeTable
{
    /// <summary>Writes the table of the smallest batch; nothing where no model's multiply-accumulates or no ratio is known.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var savings = ForetoldSaving.Find(subject).ToList();
        if (savings.Count == 0)
        {
            return;
        }

        var time = Scale.OfNanoseconds(savings.Select(saving => (double?)saving.LatencyNs));
        var macs = Scale.OfMacs(subject.Family.Models.Select(model => model.MacsPerItem));
        page.Heading(4, $"What size would have foretold");
        page.Paragraph($"Parameters and multiply-adds are counted, latency is measured, at batch "
            + $"{Batch(savings[0], subject)}. Where the factors of one row differ, the counts mislead: small layers, memory traffic "
            + $"and the cost of starting each operator take time that no multiplication accounts for.");
        page.Table(Table.Of(savings.Select(saving => (Saving: saving, Model: subject.Model(saving.Model)!)))
            .Words("Model", row => subject.Label(row.Model.Id))
            .Numbers("Parameters", row => Figure.Count(row.Model.Parameters))
            .Numbers("Times fewer", row => Times(row.Saving.FewerParameters))
            .Numbers($"Multiply-adds an item, {macs.Symbol}", row => macs.Format(row.Model.MacsPerItem))
            .Numbers("Times fewer", row => Times(row.Saving.FewerMacs))
            .Numbers($"Latency, {time.Symbol}", row => time.Format(row.Saving.LatencyNs))
            .Numbers("Times less", row => Times(row.Saving.LessTime))

            // Per nanosecond is billions per second.
            .Numbers("Billion multiply-adds a second", row => Figure.ThreeDigits(row.Saving.MacsPerNs)));
    }

    private static string Batch(ForetoldSaving saving, FamilyOnProvider subject) =>
        MeasuredShapes.Describe(subject.Cases(Metric.Latency.Id).Where(item => !item.IsFurther)) is { } shapes
            ? $"{Figure.Count(saving.Batch)} ({shapes})"
            : Figure.Count(saving.Batch);

    private static string? Times(double? factor) => factor is { } times ? Figure.Ratio(times) : null;
}
