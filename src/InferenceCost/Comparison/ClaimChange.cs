using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>A claim whose verdict is another than it was.</summary>
/// <param name="Id">A path like a case's: <c>claim/fashion-mnist/teacher/plain-95k/cpu</c>.</param>
/// <param name="Old">The old verdict.</param>
/// <param name="New">The new verdict.</param>
/// <param name="Worse">Whether less is claimed now than before.</param>
public sealed record ClaimChange(string Id, ClaimVerdict Old, ClaimVerdict New, bool Worse)
{
    /// <summary>From the best verdict to the worst. What was not measured is worse than what held, and no judgement of the rest.</summary>
    private static readonly ClaimVerdict[] BestFirst =
        [ClaimVerdict.Holds, ClaimVerdict.Partly, ClaimVerdict.QualityNotMeasured, ClaimVerdict.NotShown, ClaimVerdict.DoesNotHold];

    /// <summary>The claims that both runs judge and whose verdicts differ, in the order of the ids.</summary>
    internal static IReadOnlyList<ClaimChange> Find(RunRecord old, RunRecord @new)
    {
        var later = @new.Claims.ToLookup(PathOf, claim => claim.Verdict, StringComparer.Ordinal);
        return
        [
            .. from claim in old.Claims.DistinctBy(PathOf, StringComparer.Ordinal)
               let id = PathOf(claim)
               where later.Contains(id) && later[id].First() != claim.Verdict
               orderby id
               let verdict = later[id].First()
               select new ClaimChange(
                   id, claim.Verdict, verdict, Array.IndexOf(BestFirst, verdict) > Array.IndexOf(BestFirst, claim.Verdict)),
        ];
    }

    private static string PathOf(ClaimRecord claim) => CaseId.Of(claim).ToString();
}
