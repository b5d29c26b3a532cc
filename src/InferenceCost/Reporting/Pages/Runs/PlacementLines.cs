using InferenceCost.Findings.Placement;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Where the models' nodes ran: one line where all ran where they should, and a line for each case that did not.</summary>
internal static class PlacementLines
{
    /// <summary>The lines.</summary>
    public static IEnumerable<Phrase> Compose(NodePlacement placement)
    {
        if (placement.Cases == 0)
        {
            yield return $"Where the nodes ran is not recorded.";
            yield break;
        }

        var sources = string.Join(", ", placement.KnownBy.Select(source => EnumWord.Of(source)));
        yield return placement.Strays.Count == 0
            ? Phrase.Of($"Every node ran where it was asked to, on {string.Join(", ", placement.Providers)} (known by {sources}).")
            : Phrase.Of($"In {placement.Strays.Count} of {placement.Cases} cases nodes ran elsewhere than asked (known by {sources}).");
        foreach (var stray in placement.Strays)
        {
            yield return $"{stray.Case}: {Share(stray)}: {string.Join(", ", stray.Elsewhere)}.";
        }
    }

    private static string Share(StrayNodes stray)
    {
        var share = stray.ShareElsewhere is { } nodes
            ? $"{Figure.Percent(nodes, 0)} of {CaseCells.Whole(stray.Nodes)} nodes"
            : "some nodes";
        return stray.TimeElsewhere is { } time ? $"{share} and {Figure.Percent(time, 0)} of the time of a call" : share;
    }
}
