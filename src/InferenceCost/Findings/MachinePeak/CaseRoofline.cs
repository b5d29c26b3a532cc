using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Findings.MachinePeak;

/// <summary>How near a latency or a throughput comes to what the machine can do at most, and what binds.</summary>
/// <param name="Case">The case's id.</param>
/// <param name="ArithmeticNs">All multiply-accumulates of a call at the machine's peak, in nanoseconds; null where it is not known.</param>
/// <param name="MemoryNs">Every weight of the model read once, in nanoseconds; null likewise.</param>
/// <param name="ShareReached">The share of the binding limit that was reached, 1 is all of it; null likewise.</param>
/// <param name="BoundBy">Which limit binds; null likewise.</param>
/// <param name="WhyUnknown">Why nothing is known; null where it is.</param>
public sealed record CaseRoofline(
    string Case, double? ArithmeticNs, double? MemoryNs, double? ShareReached, BindingLimit? BoundBy, string? WhyUnknown)
{
    /// <summary>Every case of every subject whose machine limits were measured.</summary>
    internal static IEnumerable<CaseRoofline> All(RunView view) =>
        view.Subjects.SelectMany(subject =>
            new[] { Metric.Latency, Metric.Throughput }
                .SelectMany(metric => Cases(subject, metric))
                .Select(item => Compute(item, subject)));

    /// <summary>The cases of a metric that a roofline can be told of; none where the limits of the provider were not measured.</summary>
    internal static IReadOnlyList<CaseRecord> Cases(FamilyOnProvider subject, Metric metric) =>
        subject.Limits.Count == 0 ? [] : [.. subject.Cases(metric.Id).Where(item => UsableFigure.Median(item) is not null)];

    /// <summary>The roofline of one case.</summary>
    internal static CaseRoofline Compute(CaseRecord item, FamilyOnProvider subject)
    {
        if (subject.Limits.FirstOrDefault(limits => limits.Threads == item.Threads && limits.Callers == item.Callers) is not { } limits)
        {
            return new CaseRoofline(item.Id, null, null, null, null, "limits measured with other callers or threads");
        }

        if (item.IsFurther && item.Sizes is not null)
        {
            return new CaseRoofline(item.Id, null, null, null, null, "multiply-adds counted at another size");
        }

        if (subject.Model(item.Model) is not { MacsPerItem: { } macs } model)
        {
            return new CaseRoofline(item.Id, null, null, null, null, "multiply-adds not counted");
        }

        var roofline = Roofline.Compute(macs, item.Batch, model.InitializerBytes, limits);
        var callNs = item.Metric == Metric.Throughput.Id ? 1e9 * item.Batch / item.Summary!.Median : item.Summary!.Median;
        return new CaseRoofline(
            item.Id, roofline.ArithmeticNanoseconds, roofline.MemoryNanoseconds, roofline.ShareReached(callNs), roofline.BoundBy, null);
    }
}
