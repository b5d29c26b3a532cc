using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Findings.Claims;

/// <summary>The quality side of a sentence.</summary>
/// <param name="rival">The teacher and what both were asked: <c>teacher on Fashion-MNIST</c>.</param>
/// <param name="quality">The comparison; null where there is none.</param>
/// <param name="missing">Why there is none, or why nothing was decided.</param>
internal sealed class QualityPhrases(string rival, ClaimQuality? quality, string? missing)
{
    /// <summary>Whether it is shown to match.</summary>
    public bool IsMatch => quality?.Verdict.Matches() == true;

    /// <summary>Whether it is shown to be worse by more than the margin.</summary>
    public bool IsInferior => quality?.Verdict == NonInferiorityVerdict.Inferior;

    /// <summary>For a match, better ones included.</summary>
    public string Matches => quality?.Verdict == NonInferiorityVerdict.Better ? $"does better than {rival} ({Numbers})"
        : IsRatio && LessIsBetter ? $"has a {Metric} within {Lost} of that of {rival} ({Numbers})"
        : IsRatio ? $"keeps at least {Kept} of the {Metric} of {rival} ({Numbers})"
        : $"matches {rival} within {Margin} ({Numbers})";

    /// <summary>For a loss beyond the margin.</summary>
    public string Inferior => IsRatio && LessIsBetter
        ? $"has a {Metric} more than {Lost} above that of {rival} ({Numbers})"
        : IsRatio
        ? $"has less than {Kept} of the {Metric} of {rival} ({Numbers})"
        : $"is worse than {rival} by more than {Margin} ({Numbers})";

    /// <summary>For an interval that decides nothing, with the items that might.</summary>
    public string Undecided => quality is null ? $"cannot be said to match {rival} or not ({missing})"
        : quality.Margin is null ? $"cannot be said to match {rival} or not ({missing}; {Numbers})"
        : IsRatio && LessIsBetter ? $"is not shown to have a {Metric} within {Lost} of that of {rival} ({Numbers}; {Needed})"
        : IsRatio ? $"is not shown to keep {Kept} of the {Metric} of {rival} ({Numbers}; {Needed})"
        : $"is not shown to match {rival} within {Margin} ({Numbers}; {Needed})";

    /// <summary>Which classes are shown to have lost more than a class may; null where none is.</summary>
    public string? FailedClasses
    {
        get
        {
            var failed = quality?.Classes?.Classes.Where(item => item.State == ClassState.Fails).ToList() ?? [];
            return failed.Count == 0
                ? null
                : $"but loses more than {ClaimNumbers.Margin(quality!.Classes!.Margin)} on "
                    + $"{string.Join(" and on ", failed.Select(item => $"{item.Name} ({ClaimNumbers.Points(item.Delta)})"))}";
        }
    }

    /// <summary>An aside to a verdict that cost decided.</summary>
    public string Aside => quality is null ? NotMeasured
        : IsMatch ? $"although it {Matches}"
        : $"and it {Undecided}";

    /// <summary>For cost alone.</summary>
    public string NotMeasured => $"whether it matches was not measured ({missing})";

    private bool IsRatio => quality!.Scale == QualityScale.Ratio;

    /// <summary>Less of it is better: nobody keeps a share of a perplexity.</summary>
    private bool LessIsBetter => QualityMetric.Find(quality!.Metric).Direction == Better.Lower;

    private string Metric => QualityMetric.Find(quality!.Metric).Noun;

    private string Margin => QualityFigures.Margin(quality!);

    private string Lost => ClaimNumbers.Percent(quality!.Margin!.Value);

    private string Kept => ClaimNumbers.Percent(1 - quality!.Margin!.Value);

    private string Numbers => QualityFigures.Numbers(quality!)
        + (quality!.Margin is null || quality.MarginDeclaredBeforehand ? "" : ", margin not declared beforehand");

    private string Items => QualityFigures.Noun(quality!);

    private string Needed
    {
        get
        {
            if (quality!.NeededItemsIfEqual is null && quality.NeededItemsAsObserved is null)
            {
                return quality.Low is null
                    ? $"the {Items} support no interval"
                    : $"too few {Items} tell the two apart to say how many it needs";
            }

            if (quality.NeededItemsIfEqual <= quality.Items)
            {
                // More of the same would have shown a student that is as good: what stands in the way is the loss itself.
                return quality.NeededItemsAsObserved is { } many
                    ? $"the loss lies near the margin: if it is as observed, only about {ClaimNumbers.Count(many)} fresh {Items} "
                        + "would show that it stays within"
                    : $"the loss lies at the margin or beyond, so that more {Items} are not expected to show it";
            }

            var observed = quality.NeededItemsAsObserved is { } items
                ? $"{ClaimNumbers.Count(items)} if it is as observed"
                : "no number is expected to do if it is as observed";
            return quality.NeededItemsIfEqual is { } equal
                ? $"it needs about {ClaimNumbers.Count(equal)} fresh {Items} if there is truly no difference, {observed}"
                : observed;
        }
    }
}
