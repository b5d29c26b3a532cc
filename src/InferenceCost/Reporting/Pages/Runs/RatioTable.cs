using System.Globalization;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Statistics;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How many times less each student needs than its teacher.</summary>
internal static class RatioTable
{
    /// <summary>Writes the table, or why there is none.</summary>
    public static void Write(RunRecord run, FamilyOnProvider subject, Page page)
    {
        page.Heading(4, $"Teacher against student");
        if (subject.Ratios.Count == 0)
        {
            page.Paragraph(run.Status == RunStatus.Interrupted
                ? "No ratios: the run was interrupted before they were measured."
                : subject.Family.Models.Any(model => model is { Role: ModelRole.Teacher, IsRecorded: true })
                ? "No ratios: the teacher was not here to be measured. What the students need is told above and below."
                : "No ratios: no launch ran a teacher beside a student.");
            return;
        }

        page.Paragraph($"Teacher over student, from launches in which both ran: 4.8x means that the student needs 4.8 times less, "
            + $"or does 4.8 times more in the same time.");
        if (CaseCells.Shapes(subject) is { } shapes)
        {
            page.Paragraph(shapes);
        }

        page.Table(Table.Of(subject.Ratios.Select(ratio => (Ratio: ratio, IsInvalid: IsInvalid(subject, ratio))))
            .Words("What", row => What(row.Ratio.Metric))
            .Words("Student", row => subject.Label(row.Ratio.Student))
            .Numbers("Batch", row => CaseCells.Whole(row.Ratio.Batch))
            .Numbers("Threads", row => CaseCells.Whole(row.Ratio.Threads))
            .Words("Sizes", row => AxisSizes.Words(row.Ratio.Sizes), optional: true)
            .Numbers("Ratio (interval)", row => row.IsInvalid ? "invalid" : Value(row.Ratio))
            .Numbers("Confidence", row => row.IsInvalid ? null : Figure.Confidence(row.Ratio.Confidence))
            .Numbers("Launches", row => CaseCells.Whole(row.Ratio.Launches.Count))
            .Words("Remark", row => row.IsInvalid ? "a case of one of the two is invalid" : Remark(row.Ratio), optional: true));
    }

    /// <summary>A ratio of figures that must not be relied on is none either.</summary>
    private static bool IsInvalid(FamilyOnProvider subject, RatioRecord ratio) => subject.Cases(ratio.Metric)
        .Any(item => !item.Valid && item.Batch == ratio.Batch && item.VariantKey == ratio.VariantKey
            && (item.Model == ratio.Teacher || item.Model == ratio.Student));

    /// <summary>Of memory, the ratio is that of the growth: the process around the model is the same for both.</summary>
    private static string What(string metric) => metric == Metric.PeakMemory.Id ? "Memory (growth at peak)" : Metric.Find(metric).Heading;

    private static string Value(RatioRecord ratio) =>
        ratio.AtLeast
            ? RatioText.Compose(ratio.Estimate, ratio.Low ?? ratio.Estimate, null, isStatic: false)
            : RatioText.Compose(ratio.Estimate, ratio.Low, ratio.High, isStatic: false);

    private static string? Remark(RatioRecord ratio)
    {
        List<string> remarks = [];
        if (ratio.Contaminated)
        {
            remarks.Add("contaminated: the machine did not treat both alike");
        }

        if (ratio.AtLeast)
        {
            remarks.Add("the student's growth is below the resolution");
        }
        else if (ratio.Estimate is not null && ratio.Low is null && ratio.Launches.Count < OrderStatisticInterval.MinimumCount)
        {
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"an interval needs {OrderStatisticInterval.MinimumCount} launches"));
        }

        if (ratio.Estimate is null)
        {
            remarks.Add("no pair of usable samples");
        }

        return remarks.Count == 0 ? null : string.Join("; ", remarks);
    }
}
