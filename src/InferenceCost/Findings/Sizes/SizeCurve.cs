using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Findings.Sizes;

/// <summary>How a cost grows with size over a family of at least four sizes: a straight line on logarithmic axes. Descriptive.</summary>
/// <param name="Family">The family.</param>
/// <param name="Provider">Where it ran.</param>
/// <param name="Cost">The metric.</param>
/// <param name="Against">What counts as size.</param>
/// <param name="Models">How many models the line goes through.</param>
/// <param name="Exponent">The slope: 1 where the cost grows as size does.</param>
/// <param name="FarthestModel">The model farthest from the line.</param>
/// <param name="FarthestFactor">Its cost over what the line foretells.</param>
public sealed record SizeCurve(
    string Family, string Provider, string Cost, SizeKind Against, int Models, double Exponent, string FarthestModel, double FarthestFactor)
{
    /// <summary>Every curve of every family on every provider.</summary>
    internal static IEnumerable<SizeCurve> All(RunView view) => view.Subjects.SelectMany(Find);

    /// <summary>The curves of one family on one provider; none where there are too few sizes.</summary>
    internal static IEnumerable<SizeCurve> Find(FamilyOnProvider subject) =>
        from cost in new[] { (Metric.Latency, Value: (Func<CaseRecord, double?>)UsableFigure.Median), (Metric.PeakMemory, Value: Growth) }
        let points = Points(subject, cost.Item1, cost.Value)
        from against in Enum.GetValues<SizeKind>()
        let curve = Fit(subject, cost.Item1, against, [.. points.Where(point => Size(point.Model, against) > 0)])
        where curve is not null
        select curve;

    private static double? Growth(CaseRecord item) =>
        item is { Valid: true, Parts: { } parts } && parts.TryGetValue("growth", out var bytes) ? bytes : null;

    private static long? Size(ModelRecord model, SizeKind against) => against == SizeKind.Parameters ? model.Parameters : model.MacsPerItem;

    /// <summary>Of the smallest batch, one value a model; growth that nothing resolves is none.</summary>
    private static List<(ModelRecord Model, double Value)> Points(FamilyOnProvider subject, Metric metric, Func<CaseRecord, double?> value)
    {
        var cases = subject.Cases(metric.Id)
            .Where(item => !item.IsFurther && subject.Model(item.Model) is not null && value(item) is > 0).ToList();
        return
        [
            .. cases.Where(item => item.Batch == cases.Min(other => other.Batch)).DistinctBy(item => item.Model)
                .Select(item => (subject.Model(item.Model)!, value(item)!.Value)),
        ];
    }

    private static SizeCurve? Fit(FamilyOnProvider subject, Metric cost, SizeKind against, List<(ModelRecord Model, double Value)> points)
    {
        if (PowerLaw.Fit([.. points.Select(point => (double)Size(point.Model, against)!.Value)], [.. points.Select(point => point.Value)])
            is not { } line)
        {
            return null;
        }

        var (model, off) = points.Select(point => (point.Model, Off: point.Value / line.At(Size(point.Model, against)!.Value)))
            .MaxBy(point => Math.Abs(Math.Log(point.Off)));
        return new SizeCurve(subject.Family.Id, subject.Provider, cost.Id, against, points.Count, line.Exponent, model.Id, off);
    }
}

/// <summary>What counts as a model's size.</summary>
public enum SizeKind
{
    /// <summary>Its parameters.</summary>
    Parameters,

    /// <summary>The multiply-accumulates of one item.</summary>
    MacsPerItem,
}
