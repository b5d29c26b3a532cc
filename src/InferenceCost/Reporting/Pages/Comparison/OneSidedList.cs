using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>What only one of two runs has: listed, because a case that vanished is no case that stayed the same.</summary>
internal static class OneSidedList
{
    private const int InSight = 20;

    /// <summary>Writes the list; a long one is folded.</summary>
    public static void Write(string side, IReadOnlyList<string> ids, Page page)
    {
        if (ids.Count == 0)
        {
            return;
        }

        if (ids.Count > InSight)
        {
            page.Details($"Only in {side} ({Figure.Count(ids.Count)})", () => page.List(ids.Select(CaseWords.Of).Select(Phrase.Text)));
            return;
        }

        page.Heading(2, $"Only in {side}");
        page.List(ids.Select(CaseWords.Of).Select(Phrase.Text));
    }
}
