using System.Globalization;
using InferenceCost.Comparison;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Pages.Runs;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>Which runs are compared, how far they may be, and what must not be concluded.</summary>
internal static class ComparedRuns
{
    /// <summary>Writes the lines.</summary>
    public static void Write(RunComparison comparison, Page page)
    {
        var (old, @new) = (comparison.Old, comparison.New);
        page.Paragraph($"OLD is {Run(old)}; NEW is {Run(@new)}, measured {Distance(old.StartedUtc, @new.StartedUtc)}.");
        if (old.Id == @new.Id)
        {
            page.Paragraph(
                $"{Phrase.Bold("OLD and NEW are the same run")}: what follows shows how far it can tell anything apart, and no change.");
        }

        page.Quote($"{Phrase.Bold("Advisory.")} The two runs were not interleaved. On a shared machine two runs of one build, one after "
            + $"the other, differ by more than 10 % in 41 % of trials, and no interval over launches knows of it. "
            + $"Before anything is blamed, measure both again, interleaved, with {Phrase.Code("ab")}.");
        if (old.Fingerprint != @new.Fingerprint)
        {
            var compared = comparison.AcrossMachines
                ? Phrase.Text("Times are not compared; what students need beside their teachers is, since it travels better.")
                : Phrase.Of($"Neither times nor ratios are compared; {Phrase.Code("--across-machines")} compares the ratios.");
            page.Paragraph($"{Phrase.Bold("Different machines.")} {compared} They differ in:");
            page.List(comparison.Differences.Count == 0
                ? [Phrase.Text("nothing that is recorded: another canary, or a fingerprint made by another version of this program")]
                : comparison.Differences.Select(
                    difference => Phrase.Of($"{difference.Fact}: {difference.Old} (OLD), {difference.New} (NEW)")));
        }

        if (comparison.Shapes.Count > 0)
        {
            page.Paragraph($"Shapes of one item: {string.Join("; ", comparison.Shapes.Select(Shapes))}.");
        }

        foreach (var (side, run) in new[] { ("OLD", old), ("NEW", @new) }.Where(side => side.Item2.Status == RunStatus.Interrupted))
        {
            page.Paragraph($"{side} was interrupted: what it did not reach is listed as missing there.");
        }
    }

    private static string Shapes(ComparedShapes shapes) => shapes.Old == shapes.New
        ? $"{shapes.Family}: {shapes.Old}"
        : $"{shapes.Family}: {shapes.Old ?? "not recorded"} (OLD), {shapes.New ?? "not recorded"} (NEW)";

    private static Phrase Run(RunIdentity run) => Phrase.Of(
        $"{run.Id} of {TitleSection.When(run.StartedUtc)} ({run.Profile} "
        + $"profile{(run.Commit is { Length: > 0 } commit ? $", commit {commit[..Math.Min(8, commit.Length)]}" : "")}, "
        + $"fingerprint {run.Fingerprint})");

    private static string Distance(string old, string @new) => (Time(old), Time(@new)) is ({ } before, { } after)
        ? $"{Duration((after - before).Duration())} {(after >= before ? "later" : "EARLIER")}"
        : "at an unknown distance";

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Duration(TimeSpan span) =>
        span.TotalDays >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0} days")
        : span.TotalHours >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0} hours")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} minutes");
}
