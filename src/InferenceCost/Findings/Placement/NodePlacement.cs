using InferenceCost.Records;

namespace InferenceCost.Findings.Placement;

/// <summary>Where the nodes of all cases ran.</summary>
/// <param name="Cases">Of how many cases it is recorded.</param>
/// <param name="Providers">Where any node ran, in the runtime's words.</param>
/// <param name="KnownBy">How it is known.</param>
/// <param name="Strays">The cases of which a node ran elsewhere than asked.</param>
public sealed record NodePlacement(
    int Cases, IReadOnlyList<string> Providers, IReadOnlyList<PlacementSource> KnownBy, IReadOnlyList<StrayNodes> Strays)
{
    /// <summary>From a stored run.</summary>
    public static NodePlacement Find(RunRecord run)
    {
        var placed = run.Cases.Where(item => item.Placement is not null).OrderBy(item => item.Id, StringComparer.Ordinal).ToList();
        return new NodePlacement(
            placed.Count,
            [.. placed.SelectMany(item => item.Placement!.Nodes.Keys).Distinct().Order(StringComparer.Ordinal)],
            [.. placed.Select(item => item.Placement!.Source).Distinct().OrderBy(source => EnumWord.Of(source), StringComparer.Ordinal)],
            [.. placed.Where(item => item.Placement!.Elsewhere.Count > 0).Select(StrayNodes.Find)]);
    }
}

/// <summary>A case of which nodes ran elsewhere than asked.</summary>
/// <param name="Case">The case's id.</param>
/// <param name="Nodes">How many nodes it has.</param>
/// <param name="ShareElsewhere">Which share of them ran elsewhere; null where it cannot be told.</param>
/// <param name="TimeElsewhere">Which share of the time of a call they took; null where it was not measured.</param>
/// <param name="Elsewhere">The nodes, with where they ran.</param>
public sealed record StrayNodes(string Case, int Nodes, double? ShareElsewhere, double? TimeElsewhere, IReadOnlyList<string> Elsewhere)
{
    /// <summary>From a case with a placement.</summary>
    internal static StrayNodes Find(CaseRecord item)
    {
        var (placement, asked) = (item.Placement!, item.Settings.Effective.GetValueOrDefault("provider"));
        var total = placement.Nodes.Values.Sum();
        double? share = asked is null || total == 0
            ? null
            : (double)placement.Nodes.Where(pair => pair.Key != asked).Sum(pair => pair.Value) / total;
        return new StrayNodes(item.Id, total, share, placement.TimeElsewhere, placement.Elsewhere);
    }
}
