using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Text;
using InferenceCost.Records;

namespace InferenceCost.Findings.Resources;

/// <summary>What the run shows of each resource: the student needs less, more, or neither is shown.</summary>
internal static class ResourceEvidence
{
    /// <summary>All resources of a claim, those that the family does not require as well.</summary>
    public static IReadOnlyList<ClaimResource> Gather(StudentOnProvider subject)
    {
        var throughputBatch = subject.Ratio(Metric.Throughput.Id)?.Batch;
        var latency = new MeasuredResource(subject, Metric.Latency, Metric.Latency, 1).Evidence();
        return
        [
            AtOtherBatch(latency, subject.Ratio(Metric.Latency.Id, 1)?.Batch),
            new MeasuredResource(subject, Metric.Throughput, Metric.Throughput, throughputBatch).Evidence(),
            MemoryResource.Evidence(subject, throughputBatch),
            SizeResource.Evidence(subject),
        ];
    }

    /// <summary>Whether the family's claim needs a resource.</summary>
    public static bool IsRequired(StudentOnProvider subject, Metric resource) => subject.Task.RequiredResources.Contains(resource.Id);

    /// <summary>What the interval of a ratio shows. Both comparisons are strict: an end that touches a bound is not beyond it.</summary>
    public static ShownDirection Shown(double low, double? high, double minimumSaving) =>
        low > minimumSaving ? ShownDirection.Lower
        : high < 1 ? ShownDirection.Higher
        : ShownDirection.Neither;

    /// <summary>Says so where a saving is shown that is smaller than what the family asks for; else null.</summary>
    public static string? TooSmallASaving(double low, double minimumSaving) => low > 1 && low <= minimumSaving
        ? FormattableString.Invariant($"shown lower, but not by more than the required {minimumSaving:0.0##}x")
        : null;

    private static ClaimResource AtOtherBatch(ClaimResource latency, int? batch) =>
        batch is null or 1
            ? latency
            : latency with { Note = Remarks.Join(FormattableString.Invariant($"measured at batch {batch}"), latency.Note) };
}
