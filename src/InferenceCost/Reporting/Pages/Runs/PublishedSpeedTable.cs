using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What the authors of a model say of its speed beside what was measured here.</summary>
internal static class PublishedSpeedTable
{
    /// <summary>Writes the table; nothing where nobody published a speed-up.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var table = new MarkdownTable(
            Column.Words("Student"), Column.Words("Published"), Column.Numbers("Latency, measured"), Column.Numbers("Throughput, measured", optional: true), Column.Words("Source of the published figure"));
        foreach (var model in subject.Family.Models)
        {
            foreach (var figure in model.Published.Where(figure => figure.Metric == PublishedFigure.SpeedUp))
            {
                table.Add(subject.Label(model.Id), figure.Value, Measured(subject, Metric.Latency.Id, model.Id), Measured(subject, Metric.Throughput.Id, model.Id), figure.Source);
            }
        }

        if (table.IsEmpty)
        {
            return;
        }

        page.Heading(4, $"Published speed-ups beside the measured ones");
        page.Paragraph($"Teacher over student both times. The published figures come from other machines, other runtimes, often other batches and lengths: a difference is no error of anybody's, it is what the published figure cannot tell about this machine.");
        page.Table(table);
    }

    private static Markup? Measured(FamilyOnProvider subject, string metric, string student) =>
        subject.Ratios.FirstOrDefault(ratio => ratio.Metric == metric && ratio.Student == student) is { Estimate: not null } ratio
            ? $"{RatioText.Of(ratio.Estimate, ratio.Low, ratio.High, isStatic: false)} at batch {Figure.Count(ratio.Batch)}{(ratio.Contaminated ? ", contaminated" : "")}"
            : null;
}
