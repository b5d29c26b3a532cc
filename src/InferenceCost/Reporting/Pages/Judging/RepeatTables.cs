using InferenceCost.Foundation.Figures;
using InferenceCost.Judging;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Judging;

/// <summary>What several answers to the same question say: how far they lie apart, and how many change by themselves.</summary>
internal static class RepeatTables
{
    /// <summary>Writes both; nothing where every question was asked once.</summary>
    public static void Write(Judgement judgement, Page page)
    {
        if (judgement.Repeated.Count > 0)
        {
            page.Table(Spreads(judgement.Repeated));
        }

        if (judgement.Changes.Count > 0)
        {
            page.Table(Changes(judgement));
        }
    }

    private static Table Spreads(IReadOnlyList<RepeatedFile> files) => Table.Of(files)
        .Words("Model", file => file.File)
        .Numbers("Questions", file => Figure.Count(file.Spread.Questions))
        .Numbers("Answers", file => Figure.Count(file.Spread.Answers))
        .Numbers("To one question", file => file.Spread.Fewest == file.Spread.Most
            ? Figure.Count(file.Spread.Most) : $"{Figure.Count(file.Spread.Fewest)} to {Figure.Count(file.Spread.Most)}")
        .Numbers(
            "Variance between questions", file => Figure.ThreeDigits(file.Spread.Between),
            legend: "Variance between questions: without what chance within them adds. Intervals are over questions: their number counts, "
                + "not that of the answers.")
        .Numbers("Variance within a question", file => Figure.ThreeDigits(file.Spread.Within));

    private static Table Changes(Judgement judgement) => Table.Of(judgement.Changes)
        .Words(
            "Compared with the teacher's answers",
            change => change.IsTeacherAgain ? $"{change.File} (the teacher, asked again)" : change.File)
        .Numbers("Another answer or score", change => Figure.Percent(change.Share, 2))
        .Numbers(
            "95 % interval", change => $"{Figure.Fixed(100 * change.Low, 2)} to {Figure.Fixed(100 * change.High, 2)} %",
            legend: "Another answer or score: what the teacher answers differently when it is asked again changes by itself. It is no "
                + "threshold for the student. Where items have several answers, their mean score is what is compared.")
        .Numbers("Items", change => Figure.Count(change.Items));
}
