using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Where the models' nodes ran: one line where all ran where they should, and a line for each case that did not.</summary>
internal static class PlacementLines
{
    /// <summary>The lines.</summary>
    public static IEnumerable<Markup> Of(RunRecord run)
    {
        var placed = run.Cases.Where(item => item.Placement is not null).OrderBy(item => item.Id, StringComparer.Ordinal).ToList();
        if (placed.Count == 0)
        {
            yield return Markup.Of($"Where the nodes ran is not recorded.");
            yield break;
        }

        var straying = placed.Where(item => item.Placement!.Elsewhere.Count > 0).ToList();
        var targets = placed.SelectMany(item => item.Placement!.Nodes.Keys).Distinct().Order(StringComparer.Ordinal);
        var sources = placed.Select(item => EnumWord.Of(item.Placement!.Source)).Distinct().Order(StringComparer.Ordinal);
        yield return straying.Count == 0
            ? Markup.Of($"Every node ran where it was asked to, on {string.Join(", ", targets)} (known by {string.Join(", ", sources)}).")
            : Markup.Of($"In {straying.Count} of {placed.Count} cases nodes ran elsewhere than asked (known by {string.Join(", ", sources)}).");
        foreach (var item in straying)
        {
            yield return Markup.Of($"{item.Id}: {Share(item)}: {string.Join(", ", item.Placement!.Elsewhere)}.");
        }
    }

    private static string Share(CaseRecord item)
    {
        var (nodes, asked) = (item.Placement!.Nodes, item.Settings.Effective.GetValueOrDefault("provider"));
        var total = nodes.Values.Sum();
        var share = asked is null || total == 0 ? "some nodes" : $"{Figure.Percent((double)nodes.Where(pair => pair.Key != asked).Sum(pair => pair.Value) / total, 0)} of {total} nodes";
        return item.Placement.TimeElsewhere is { } time ? $"{share} and {Figure.Percent(time, 0)} of the time of a call" : share;
    }
}
