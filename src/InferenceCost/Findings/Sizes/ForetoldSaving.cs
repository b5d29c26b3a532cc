using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Findings.Sizes;

/// <summary>What counting would have foretold of a model's latency beside what was measured, at the smallest batch.</summary>
/// <param name="Family">The family.</param>
/// <param name="Provider">Where it ran.</param>
/// <param name="Model">The model.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="Threads">Threads inside a call.</param>
/// <param name="FewerParameters">The teacher's parameters over the model's; null for the teacher, or where they are not known.</param>
/// <param name="FewerMacs">The teacher's multiply-accumulates over the model's; null likewise.</param>
/// <param name="LatencyNs">The median latency, in nanoseconds.</param>
/// <param name="LessTime">The measured ratio; null for the teacher.</param>
/// <param name="MacsPerNs">Multiply-accumulates per nanosecond, which are billions a second; null where they were not counted.</param>
public sealed record ForetoldSaving(
    string Family, string Provider, string Model, int Batch, int Threads, double? FewerParameters, double? FewerMacs, double LatencyNs,
    double? LessTime,
    double? MacsPerNs)
{
    /// <summary>Every family on every provider.</summary>
    internal static IEnumerable<ForetoldSaving> All(RunView view) => view.Subjects.SelectMany(Find);

    /// <summary>The models of one family on one provider; none where no teacher's multiply-accumulates or no ratio is known.</summary>
    internal static IEnumerable<ForetoldSaving> Find(FamilyOnProvider subject)
    {
        var ratios = subject.Ratios
            .Where(ratio => ratio.Metric == Metric.Latency.Id && ratio.Estimate is not null && !ratio.IsFurther).ToList();
        if (ratios.Count == 0 || subject.Model(ratios[0].Teacher) is not { MacsPerItem: > 0 } teacher)
        {
            return [];
        }

        var batch = ratios.Min(ratio => ratio.Batch);
        var cases = subject.Cases(Metric.Latency.Id)
            .Where(item => item.Batch == batch && !item.IsFurther && UsableFigure.Median(item) is not null).ToList();
        return cases.Exists(item => item.Model == teacher.Id)
            ? cases.Where(item => subject.Model(item.Model) is not null).Select(item => Beside(
                teacher, item, subject,
                ratios.Find(ratio => ratio.Student == item.Model && ratio.Batch == batch && ratio.Threads == item.Threads)))
            : [];
    }

    private static ForetoldSaving Beside(ModelRecord teacher, CaseRecord item, FamilyOnProvider subject, RatioRecord? ratio)
    {
        var (model, median) = (subject.Model(item.Model)!, item.Summary!.Median);
        return new ForetoldSaving(
            subject.Family.Id, subject.Provider, model.Id, item.Batch, item.Threads,
            ratio is null ? null : Times(teacher.Parameters, model.Parameters),
            ratio is null ? null : Times(teacher.MacsPerItem, model.MacsPerItem),
            median, ratio?.Estimate, item.Batch * model.MacsPerItem / median);
    }

    private static double? Times(long? teacher, long? student) =>
        teacher is { } larger && student is > 0 and { } smaller ? (double)larger / smaller : null;
}
