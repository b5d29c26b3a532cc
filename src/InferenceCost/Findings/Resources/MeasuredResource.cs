using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Findings.Resources;

/// <summary>A resource whose evidence is the interval of a measured ratio.</summary>
/// <param name="subject">Whose claim it is.</param>
/// <param name="resource">The resource of the claim.</param>
/// <param name="metric">The metric whose ratio is its evidence.</param>
/// <param name="batch">Items per call; null for whatever was measured.</param>
internal sealed class MeasuredResource(StudentOnProvider subject, Metric resource, Metric metric, int? batch)
{
    private readonly RatioRecord? ratio = subject.Ratio(metric.Id, batch);

    /// <summary>What the ratio shows, or why it shows nothing.</summary>
    public ClaimResource Evidence()
    {
        if (ratio?.Estimate is not { } estimate || !double.IsFinite(estimate))
        {
            return Nothing(
                subject.WhyNoRatio ?? subject.WhyNot(metric.Id, batch) ?? subject.WhyUnavailable(metric.Id) ?? "it was not measured");
        }

        if (subject.WhyNot(metric.Id, ratio.Batch) is { } invalid)
        {
            return Nothing(invalid);
        }

        var high = ratio.AtLeast ? null : ratio.High;
        var minimum = subject.Task.MinimumSaving;
        var withoutVerdict = new ClaimResource(
            resource.Id, ResourceEvidence.IsRequired(subject, resource), estimate, ratio.Low, high, ratio.Confidence,
            ShownDirection.Neither, ResourceSource.Measured);
        if (ratio.Contaminated)
        {
            return withoutVerdict with { Note = "contaminated: the machine did not treat both models alike, so the ratio decides nothing" };
        }

        if (ratio.Low is not { } low || !double.IsFinite(low) || (high is null && !ratio.AtLeast))
        {
            return withoutVerdict with { Low = null, High = null, Confidence = null, Note = NoInterval(ratio.Launches.Count) };
        }

        return withoutVerdict with
        {
            Shown = ResourceEvidence.Shown(low, high, minimum),
            Note = ResourceEvidence.TooSmallASaving(low, minimum),
        };
    }

    private ClaimResource Nothing(string reason) => new(
        resource.Id, ResourceEvidence.IsRequired(subject, resource), null, null, null, null, ShownDirection.Neither,
        ResourceSource.Measured, reason);

    private static string NoInterval(int launches) => FormattableString.Invariant(
        $"no interval: {launches} valid launch{(launches == 1 ? "" : "es")}, and an interval needs {OrderStatisticInterval.MinimumCount}");
}
