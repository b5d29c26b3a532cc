using InferenceCost.Foundation.Figures;
using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Pages.Comparison;

namespace InferenceCost.Reporting.Pages.Gate;

/// <summary>A gate: what was compared, the summary in one line, then what changed, worst first.</summary>
public static class GateReport
{
    /// <summary>Composes it.</summary>
    /// <param name="record">What was measured; the same one always gives the same report.</param>
    public static Report Compose(GateRecord record)
    {
        var page = Head(record);
        CostChangeTable.Write([.. record.Changes()], page, "Base", "Head", "the median over its pairs of blocks");
        page.List(record.Subjects.SelectMany(subject => subject.Cases).Where(item => item.First is not null).Select(Again));
        page.List(record.Subjects.SelectMany(subject => (subject.SetAside ?? []).Select(stray => SetAside(subject, stray))));
        page.Paragraph($"Measured interleaved, {Figure.Count(record.Launches)} launches of each model, {Words(record)}; a launch is one "
            + $"value. A verdict needs the whole interval beyond the margin, or, for \"same\", within it. What is slower is measured again "
            + $"alone, and only fresh launches count then.");
        return new Report(page, () => record);
    }

    /// <summary>Its beginning alone, for a place that has no room for tables.</summary>
    public static Page Head(GateRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var page = new Page();
        if (record.Demo)
        {
            page.Quote(Demonstration.Sentence);
        }

        var counts = record.Changes().GroupBy(change => change.Verdict).ToDictionary(group => group.Key, group => group.Count());
        page.Paragraph($"{ComparisonSummary.Costs(counts)} (margins: time 5 %, memory 3 %; {record.Run.Profile} profile, "
            + $"{Figure.Fixed(record.Run.DurationSeconds, 0)} s, fingerprint {record.Fingerprint}).");
        page.Paragraph($"BASE is {Phrase.Code(record.Base)}; HEAD is {Phrase.Code(record.Head)}.");
        if (record.Subjects.Any(subject => subject.Shapes.Count > 0))
        {
            page.Paragraph($"Shapes of a call: {string.Join("; ", record.Subjects.GroupBy(Shapes)
                .Select(group => $"{string.Join(", ", group.Select(subject => subject.Name).Distinct())}: {group.Key}"))}.");
        }

        if (record.Status == RunStatus.Interrupted)
        {
            page.Paragraph(
                $"{Phrase.Bold("Interrupted")}: only what was finished is here; what was slower may not have been measured again.");
        }

        AnswersLines.Write(record, page);
        GateSelfTest.Write(record, page);
        return page;
    }

    private static string Shapes(GatedModel subject) => subject.HeadShapes is not { } others ? MeasuredShapes.List(subject.Shapes)
        : $"{MeasuredShapes.List(subject.Shapes)} in the base, {MeasuredShapes.List(others)} in the head";

    private static Phrase Again(GatedCase item) => Phrase.Of(
        $"{CaseWords.Of(item.Change.Id)}: {VerdictWords.Of(item.First!.Verdict)} at first ({CostCells.Change(item.First)}), "
        + $"{VerdictWords.Of(item.Change.Verdict)} when measured again ({CostCells.Change(item.Change)})");

    private static Phrase SetAside(GatedModel subject, SetAsideLaunch stray) => Phrase.Of(
        $"{subject.Name}: launch {Figure.Count(stray.Number + 1)}{(stray.Confirming ? " of those made again" : "")} was set aside and "
        + $"made again: {stray.Reason} (a rule that does not look at what a call cost)");

    private static string Words(GateRecord record) => record.Demo ? "whose figures are made up"
        : record.IsOneProcess ? "both sides in one process, and memory from processes of their own"
        : "each side in a process of its own, both alive, one block at a time";
}
