using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>
/// Runs of versions before ids named the sizes that were given to free axes: their cases are found again by the shapes in their records.
/// </summary>
internal static class SizedIds
{
    /// <summary>A run whose cases and ratios have the ids that others have for the same shapes.</summary>
    /// <param name="run">The run.</param>
    /// <param name="others">Runs that it is held against.</param>
    public static RunRecord Align(RunRecord run, IEnumerable<RunRecord> others)
    {
        var sized = others.SelectMany(other => other.Cases).Where(item => item.Sizes is not null && CaseId.Parse(item.Id) is not null)
            .GroupBy(item => (CaseId.Parse(item.Id)!.WithoutSizes().ToString(), Shapes(item)))
            .ToDictionary(group => group.Key, group => group.First().Sizes!);
        if (sized.Count == 0)
        {
            return run;
        }

        var cases = run.Cases.Select(item => item.Sizes is null && sized.TryGetValue((item.Id, Shapes(item)), out var sizes)
            ? item with { Sizes = sizes, Id = WithSizes(item.Id, sizes) }
            : item).ToList();
        return run with { Cases = cases, Ratios = [.. run.Ratios.Select(ratio => ratio with { Sizes = ratio.Sizes ?? Of(ratio, cases) })] };
    }

    /// <summary>A ratio has the sizes of its teacher's case.</summary>
    private static IReadOnlyDictionary<string, long>? Of(RatioRecord ratio, List<CaseRecord> cases) => cases.Find(item =>
        item.Metric == ratio.Metric && item.Family == ratio.Family && item.Model == ratio.Teacher && item.Provider == ratio.Provider
        && item.Batch == ratio.Batch && item.IsFurther == ratio.IsFurther && item.Threads == ratio.Threads)?.Sizes;

    private static string WithSizes(string id, IReadOnlyDictionary<string, long> sizes)
    {
        var parsed = CaseId.Parse(id)!;
        return (parsed with { Settings = [AxisSizes.Part(sizes)!, .. parsed.Settings] }).ToString();
    }

    private static string Shapes(CaseRecord item) => string.Join(
        ';', item.Shapes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={string.Join('x', pair.Value)}"));
}
