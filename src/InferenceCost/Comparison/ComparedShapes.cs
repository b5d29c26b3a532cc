using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>The shapes that two runs measured a family at.</summary>
/// <param name="Family">The family.</param>
/// <param name="Old">Those of the older run, one item, in words; null where it does not tell.</param>
/// <param name="New">Those of the newer run.</param>
public sealed record ComparedShapes(string Family, string? Old, string? New)
{
    /// <summary>The families that both runs measured, in the order of the older one.</summary>
    public static IReadOnlyList<ComparedShapes> Find(RunRecord old, RunRecord @new)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        return
        [
            .. from family in old.Cases.Select(item => item.Family).Distinct()
               where @new.Cases.Any(item => item.Family == family)
               let shapes = new ComparedShapes(family, Of(old, family), Of(@new, family))
               where shapes.Old is not null || shapes.New is not null
               select shapes,
        ];
    }

    private static string? Of(RunRecord run, string family) => MeasuredShapes.Describe(run.Cases.Where(item => item.Family == family));
}
