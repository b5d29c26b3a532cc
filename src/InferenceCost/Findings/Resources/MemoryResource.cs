using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Text;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Findings.Resources;

/// <summary>
/// Memory: how much a process grows over the null model at the throughput batch. Below a megabyte, growth and differences of growth
/// are the kernel's bookkeeping and the allocator's rounding, whichever sign they have.
/// </summary>
internal static class MemoryResource
{
    /// <summary>What the ratio of growth shows, where the difference is one that can be resolved.</summary>
    public static ClaimResource Evidence(StudentOnProvider subject, int? batch)
    {
        var evidence = new MeasuredResource(subject, Metric.Memory, Metric.PeakMemory, batch).Evidence();
        if (evidence.Estimate is null || subject.Ratio(Metric.PeakMemory.Id, batch) is not { } ratio)
        {
            return evidence;
        }

        if (ratio.AtLeast)
        {
            evidence = evidence with { Note = Remarks.Join(
                "the student's growth is below the resolution of 1 MB, so the ratio is a lower bound", evidence.Note) };
        }

        return evidence.Shown == ShownDirection.Neither || IsResolved(ratio) ? evidence : evidence with
        {
            Shown = ShownDirection.Neither,
            Note = Remarks.Join(evidence.Note, "the difference is below the resolution of 1 MB"),
        };
    }

    private static bool IsResolved(RatioRecord ratio) =>
        Growth(ratio.Launches.Select(launch => launch.Teacher)) is { } teacher
        && Growth(ratio.Launches.Select(launch => launch.Student)) is { } student
        && Math.Abs(teacher - student) >= Metric.MemoryResolution;

    private static double? Growth(IEnumerable<double[]> launches)
    {
        double[] samples = [.. launches.SelectMany(launch => launch).Where(double.IsFinite)];
        return samples.Length == 0 ? null : Quantile.Median(samples);
    }
}
