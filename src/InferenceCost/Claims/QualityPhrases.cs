using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Claims;

/// <summary>The quality side of a sentence.</summary>
internal sealed class QualityPhrases(ClaimSubject subject, QualityEvidence evidence)
{
    /// <summary>Whether it is shown to match.</summary>
    public bool IsMatch => evidence.Verdict?.Matches() == true;

    /// <summary>Whether it is shown to be worse by more than the margin.</summary>
    public bool IsInferior => evidence.Verdict == NonInferiorityVerdict.Inferior;

    /// <summary>For a match, better ones included.</summary>
    public string Matches => evidence.Verdict == NonInferiorityVerdict.Better
        ? $"does better than {Rival} ({Numbers})"
        : $"matches {Rival} within {Margin} ({Numbers})";

    /// <summary>For a loss beyond the margin.</summary>
    public string Inferior => $"is worse than {Rival} by more than {Margin} ({Numbers})";

    /// <summary>For an interval that decides nothing, with the items that might.</summary>
    public string Undecided => evidence.Quality is null
        ? $"cannot be said to match {Rival} or not ({evidence.Missing})"
        : $"is not shown to match {Rival} within {Margin} ({Numbers}; {Needed})";

    /// <summary>An aside to a verdict that cost decided.</summary>
    public string Aside => evidence.Quality is null ? NotMeasured
        : IsMatch ? $"although it {Matches}"
        : $"and it {Undecided}";

    /// <summary>For cost alone.</summary>
    public string NotMeasured => $"whether it matches was not measured ({evidence.Missing})";

    private string Rival => $"{subject.Teacher.Id} on {subject.Task.Dataset?.Name ?? subject.Family.Name}";

    private ClaimQuality Quality => evidence.Quality!;

    private string Margin => ClaimNumbers.Margin(Quality.Margin);

    private string Numbers =>
        $"{ClaimNumbers.Points(Quality.Delta)} points, {ClaimNumbers.Percent(Quality.Confidence)} interval "
        + $"{ClaimNumbers.Points(Quality.Low)} to {ClaimNumbers.Points(Quality.High)}, {ClaimNumbers.Count(Quality.Items)} items"
        + (Quality.MarginDeclaredBeforehand ? "" : ", margin not declared beforehand");

    private string Needed
    {
        get
        {
            var observed = Quality.NeededItemsAsObserved is { } items
                ? $"{ClaimNumbers.Count(items)} if it is as observed"
                : "no number is expected to do if it is as observed";
            return Quality.NeededItemsIfEqual is { } equal
                ? $"it needs about {ClaimNumbers.Count(equal)} fresh items if there is truly no difference, {observed}"
                : observed;
        }
    }
}
