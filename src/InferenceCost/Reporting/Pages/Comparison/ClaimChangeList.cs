using InferenceCost.Comparison;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>The claims whose verdict changed, in the words of <c>run.json</c>.</summary>
internal static class ClaimChangeList
{
    /// <summary>Writes the list, those that got worse first.</summary>
    public static void Write(IReadOnlyList<ClaimChange> claims, Page page)
    {
        if (claims.Count == 0)
        {
            return;
        }

        page.Heading(2, $"Claims whose verdict changed");
        page.List(claims.OrderByDescending(claim => claim.Worse).ThenBy(claim => claim.Id, StringComparer.Ordinal)
            .Select(claim => Phrase.Of(
                $"{CaseWords.Of(claim.Id)}: {Word(claim.Old)}, now {Phrase.Bold(Word(claim.New))} "
                + $"({(claim.Worse ? "worse" : "better")})")));
    }

    private static string Word(ClaimVerdict verdict) => EnumWord.Of(verdict);
}
