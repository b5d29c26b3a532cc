using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The sessions' settings, as requested and as they took effect.</summary>
internal static class SettingsTable
{
    /// <summary>Writes the table, folded, and before it what did not take effect.</summary>
    public static void Write(RunRecord run, Page page)
    {
        var settings = run.Cases.SelectMany(Settings).GroupBy(setting => setting).OrderBy(group => group.Key.Key, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Requested, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Effective, StringComparer.Ordinal).ToList();
        if (settings.Count == 0)
        {
            return;
        }

        var refused = settings.Where(
            group => group.Key is { Requested: { } requested, Effective: { } effective } && requested != effective);
        page.List(refused.Select(group => Phrase.Of(
            $"{group.Key.Key} was asked to be {group.Key.Requested!} and was {group.Key.Effective!}, "
            + $"in {group.Count()} of {run.Cases.Count} cases.")));
        var table = Table.Of(settings)
            .Words("Setting", group => group.Key.Key)
            .Words("Requested", group => group.Key.Requested ?? "the default")
            .Words("Effective", group => group.Key.Effective ?? "not told")
            .Numbers("Cases", group => CaseCells.Whole(group.Count()));
        page.Details("Settings of the sessions", () => page.Table(table));
    }

    private static IEnumerable<(string Key, string? Requested, string? Effective)> Settings(CaseRecord item) =>
        item.Settings.Requested.Keys.Union(item.Settings.Effective.Keys)
            .Select(key => (key, item.Settings.Requested.GetValueOrDefault(key), item.Settings.Effective.GetValueOrDefault(key)));
}
