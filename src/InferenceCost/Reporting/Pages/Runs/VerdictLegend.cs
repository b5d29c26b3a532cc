using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The words of the verdicts that stand in a table, each with what it means.</summary>
internal static class VerdictLegend
{
    /// <summary>Writes a line for each word, those of the claims first.</summary>
    public static void Write(IReadOnlyList<ClaimRecord> claims, Page page) => page.List(
        claims.Select(claim => (Word: EnumWord.Of(claim.Verdict), Meaning: Meaning(claim.Verdict)))
            .Concat(claims.Select(claim => claim.Quality).OfType<ClaimQuality>()
                .Select(quality => (Word: QualityWords.Of(quality), Meaning: QualityWords.Meaning(quality))))
            .Where(item => item.Meaning is not null)
            .Distinct()
            .Select(item => Phrase.Of($"{Phrase.Bold(item.Word)}: {item.Meaning!}")));

    private static string? Meaning(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Holds => "quality matches, and every required resource is shown to be lower",
        ClaimVerdict.Partly => "quality matches, and a part of the required resources is shown to be lower, none to be higher",
        ClaimVerdict.DoesNotHold => "a loss beyond the margin, or more of a required resource, is shown",
        ClaimVerdict.NotShown => "these measurements do not decide it, which is no \"no\"",
        ClaimVerdict.QualityNotMeasured => "costs alone were compared",
        _ => null,
    };
}
