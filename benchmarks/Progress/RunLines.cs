using InferenceCost.Records;
using InferenceCost.Running;

namespace InferenceCost.Benchmarks.Progress;

/// <summary>What of a run people read in lines that stay, whatever shows its steps.</summary>
internal static class RunLines
{
    /// <summary>The lines of an event; most have none.</summary>
    public static IEnumerable<string> Describe(RunEvent happened) => happened switch
    {
        RunBegan began => [$"measuring into {began.Folder}"],
        Noted noted => [noted.Line],
        PlanReady ready => [.. ready.Overrun is { } overrun ? [overrun] : Array.Empty<string>(), .. Dropped(ready.Plan.Dropped)],
        StepSetAside stray => [$"{ProgressText.Describe(stray.Step)}: set aside and made again, since {stray.Reason}"],
        _ => [],
    };

    private static IEnumerable<string> Dropped(IEnumerable<UnavailableRecord> items)
    {
        foreach (var dropped in items.GroupBy(item => (item.Metric, item.Provider, item.Reason)))
        {
            var (metric, provider, reason) = dropped.Key;
            var what = provider is null or ProviderIds.Cpu ? metric : $"{metric} on {provider}";
            List<string?> models = [.. dropped.Select(item => item.Model).Distinct()];
            var whose = models.Contains(null) ? "" : models.Count == 1 ? $" of {models[0]}" : $" of {models.Count} models";
            yield return $"dropped: {what}{whose}: {reason}";
        }
    }
}
