using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What the numbers can and cannot tell, and how the page came about.</summary>
internal static class ReadingSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, Page page)
    {
        var run = view.Record.Run;
        page.Heading(2, $"How to read this");
        page.List(
        [
            Phrase.Of(
                $"An interval says how far the figure could be off by chance on this machine, today. Another machine has other ratios."),
            Phrase.Of($"{Phrase.Emphasis("Not shown")} is not {Phrase.Emphasis("no")}: the measurements do not decide. More items, "
                + $"more launches or a quieter machine may."),
            Phrase.Of($"Quality holds for this task and this data. It says nothing about other inputs, nor about what an average hides."),
            Phrase.Of($"Random weights are honest for cost and worthless for quality."),
            Phrase.Of($"{Phrase.Code("docs/reading-a-report.md")} of InferenceCost explains every part of this page."),
        ]);
        page.Heading(3, $"How it was made");
        page.List(
        [
            Phrase.Of($"Command line: {Arguments(run)}"),
            Phrase.Of($"InferenceCost {run.ToolVersion}, "
                + $"commit {run.Commit ?? "unknown"}{(run.Dirty == true ? ", with uncommitted changes" : "")}"),
            Phrase.Of(
                $"Run {run.Id}, profile {run.Profile}, budget {Figure.ThreeDigits(run.BudgetSeconds)} s, schema {view.Record.Schema}"),
        ]);
    }

    private static Phrase Arguments(RunInfo run) =>
        run.Arguments.Count == 0 ? Phrase.Text("no arguments") : Phrase.Code(string.Join(' ', run.Arguments.Select(Quoted)));

    private static string Quoted(string argument) => argument.Length == 0 || argument.Any(char.IsWhiteSpace) ? $"\"{argument}\"" : argument;
}
