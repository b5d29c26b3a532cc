using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What the authors of a model say of its speed beside what was measured here.</summary>
internal static class PublishedSpeedTable
{
    /// <summary>Writes the table; nothing where nobody published a speed-up.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var published = subject.Family.Models.SelectMany(model => model.Published
            .Where(figure => figure.Metric == PublishedFigure.SpeedUp).Select(figure => (Model: model.Id, figure.Value, figure.Source)));
        var table = Table.Of(published)
            .Words("Student", figure => subject.Label(figure.Model))
            .Words("Published", figure => figure.Value)
            .Numbers("Latency, measured", figure => Measured(subject, Metric.Latency.Id, figure.Model))
            .Numbers("Throughput, measured", figure => Measured(subject, Metric.Throughput.Id, figure.Model), optional: true)
            .Words("Source of the published figure", figure => figure.Source);
        if (table.IsEmpty)
        {
            return;
        }

        page.Heading(4, $"Published speed-ups beside the measured ones");
        page.Paragraph($"Teacher over student both times. The published figures come from other machines, other runtimes, often other "
            + $"batches and lengths: a difference is no error of anybody's, it is what the published figure "
            + $"cannot tell about this machine.");
        page.Table(table);
    }

    private static Phrase? Measured(FamilyOnProvider subject, string metric, string student) =>
        subject.Ratios.FirstOrDefault(ratio => ratio.Metric == metric && ratio.Student == student && !ratio.IsFurther)
            is { Estimate: not null } ratio
            ? $"{RatioText.Compose(ratio.Estimate, ratio.Low, ratio.High, isStatic: false)} at batch "
                + $"{Figure.Count(ratio.Batch)}{(ratio.Contaminated ? ", contaminated" : "")}"
            : null;
}
