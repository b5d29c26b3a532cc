using InferenceCost.Comparison;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>Verdicts in words, worst first. Not in colours: some readers do not tell them apart, and log files lose them.</summary>
internal static class VerdictWords
{
    /// <summary>Verdicts on costs from the worst to the least of interest.</summary>
    public static IReadOnlyList<(ChangeVerdict Verdict, string Word)> Costs { get; } =
    [
        (ChangeVerdict.Slower, "slower"), (ChangeVerdict.Contaminated, "contaminated"), (ChangeVerdict.Inconclusive, "inconclusive"),
        (ChangeVerdict.Faster, "faster"), (ChangeVerdict.Same, "same"), (ChangeVerdict.NotComparable, "not comparable"),
    ];

    /// <summary>Verdicts on scores likewise.</summary>
    public static IReadOnlyList<(QualityVerdict Verdict, string Word)> Scores { get; } =
    [
        (QualityVerdict.Worse, "worse"), (QualityVerdict.Inconclusive, "inconclusive"), (QualityVerdict.Better, "better"),
        (QualityVerdict.Same, "same"), (QualityVerdict.NotComparable, "not comparable"),
    ];

    /// <summary>The word of a verdict on a cost.</summary>
    public static string Of(ChangeVerdict verdict) => Costs.First(item => item.Verdict == verdict).Word;

    /// <summary>The word of a verdict on a score.</summary>
    public static string Of(QualityVerdict verdict) => Scores.First(item => item.Verdict == verdict).Word;
}
