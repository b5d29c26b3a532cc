using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What a comparison of qualities showed, in the words of a table, and what these words mean.</summary>
internal static class QualityWords
{
    private const string WorseWithinMargin = "worse, but within the margin";

    /// <summary>
    /// The word of <c>run.json</c>; where the whole interval lies below zero and above the margin, words that say both. "Equivalent" beside
    /// a loss that is shown reads like a contradiction.
    /// </summary>
    public static string Of(ClaimQuality quality) =>
        quality.Verdict is NonInferiorityVerdict.Equivalent or NonInferiorityVerdict.NonInferior && IsWorse(quality)
            ? WorseWithinMargin
            : EnumWord.Of(quality.Verdict);

    /// <summary>What a word means; null for one that says it itself.</summary>
    public static string? Meaning(ClaimQuality quality) => Of(quality) == WorseWithinMargin
        ? "a loss is shown, and a loss of the margin or more is ruled out"
        : quality.Verdict switch
        {
            NonInferiorityVerdict.Inconclusive => "neither a loss within the margin nor one beyond it is shown",
            NonInferiorityVerdict.WorseSizeUndecided => "a loss is shown, and not whether it exceeds the margin",
            NonInferiorityVerdict.Inferior => "a loss beyond the margin is shown",
            NonInferiorityVerdict.NonInferior => "a loss of the margin or more is ruled out",
            NonInferiorityVerdict.Equivalent => "a difference of the margin or more is ruled out in both directions",
            NonInferiorityVerdict.Better => "a gain over the teacher is shown",
            NonInferiorityVerdict.NotJudged => "no margin says how much worse still matches",
            _ => null,
        };

    private static bool IsWorse(ClaimQuality quality) =>
        quality.Scale == QualityScale.Ratio ? quality.Ratio?.High < 1 : quality.High < 0;
}
