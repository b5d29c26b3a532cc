using InferenceCost.Comparison;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>The whole comparison in one line.</summary>
internal static class ComparisonSummary
{
    // What to look at first, then what is well, then what was not decided.
    private static readonly ChangeVerdict[] Order =
        [
            ChangeVerdict.Slower, ChangeVerdict.Faster, ChangeVerdict.Same, ChangeVerdict.Inconclusive, ChangeVerdict.Contaminated,
            ChangeVerdict.NotComparable,
        ];

    /// <summary>Writes the line.</summary>
    public static void Write(RunComparison comparison, Page page) =>
        page.Paragraph(
            $"{Phrase.Join("; ", Parts(comparison))} (margins: time 5 %, memory 3 %, teacher/student ratios of time 15 %, size 0).");

    /// <summary>How many costs got which verdict.</summary>
    public static Phrase Costs(IReadOnlyDictionary<ChangeVerdict, int> counts) =>
        List(Order.Select(verdict => (counts.GetValueOrDefault(verdict), VerdictWords.Of(verdict), verdict == ChangeVerdict.Slower)));

    private static IEnumerable<Phrase> Parts(RunComparison comparison)
    {
        yield return Costs(comparison.Counts);
        var scores = comparison.QualityCounts;
        if (scores.Count > 0)
        {
            var counts = VerdictWords.Scores
                .Select(item => (scores.GetValueOrDefault(item.Verdict), item.Word, item.Verdict == QualityVerdict.Worse));
            yield return Phrase.Of($"quality: {List(counts)}");
        }

        if (comparison.Claims.Count > 0)
        {
            yield return List([(comparison.Claims.Count, comparison.Claims.Count == 1 ? "claim changed" : "claims changed", true)]);
        }

        if (comparison.OnlyOld.Count + comparison.OnlyNew.Count > 0)
        {
            yield return List([(comparison.OnlyOld.Count, "only in OLD", false), (comparison.OnlyNew.Count, "only in NEW", false)]);
        }
    }

    /// <summary>The bad ones are in bold, and said even where there are none: "0 slower" is what most readers look for.</summary>
    private static Phrase List(IEnumerable<(int Count, string Word, bool IsBad)> counts) => Phrase.Join(", ", counts
        .Where(item => item.Count > 0 || item.IsBad)
        .Select(item => (Text: Phrase.Of($"{item.Count:N0} {item.Word}"), IsShown: item.IsBad && item.Count > 0))
        .Select(item => item.IsShown ? Phrase.Bold(item.Text) : item.Text));
}
