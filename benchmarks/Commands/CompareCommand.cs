using System.CommandLine;
using InferenceCost.Comparison;
using InferenceCost.Foundation.Files;
using InferenceCost.Foundation;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Comparison;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>compare OLD NEW</c>: two stored runs, advisory.</summary>
internal static class CompareCommand
{
    private static readonly Argument<string> Old = new("OLD") { Description = "The older run: its folder, or its run.json" };
    private static readonly Argument<string> New = new("NEW") { Description = "The newer run" };
    private static readonly Option<bool> AcrossMachines =
        new("--across-machines") { Description = "Compare teacher/student ratios although the machines differ" };
    private static readonly Option<string?> Output =
        new("--output") { Description = "Also write compare.md and compare.json there", HelpName = "DIR" };
    private static readonly Option<string[]> FailOn = CommonOptions.Many(
        "--fail-on",
        "Exit with 1 when something is slower or a score fell (slower), with 5 when a claim got worse (claim) or a "
        + "case of NEW is invalid (invalid)",
        "WORDS");

    public static Command Create()
    {
        var command = new Command("compare", "Say what changed between two stored runs; advisory, since they were not interleaved")
        {
            Old, New, AcrossMachines, Output, FailOn,
        };
        command.SetAction(Compare);
        return command;
    }

    private static int Compare(ParseResult parsed)
    {
        var failOn = CompareFailures.Words(parsed.GetValue(FailOn)!.Split());
        var (old, @new) = Read(parsed.GetValue(Old)!, parsed.GetValue(New)!);
        var comparison = RunComparer.Compare(old, @new, parsed.GetValue(AcrossMachines));
        var report = ComparisonReport.Compose(comparison);
        var markdown = ReportFormats.Markdown.Print(report);
        if (parsed.GetValue(Output) is { } folder)
        {
            Write(folder, markdown, ReportFormats.Json.Print(report));
        }

        StepSummary.Append(markdown, () => ReportFormats.Markdown.Print(ComparisonReport.Head(comparison)));
        Console.Out.Write(CommonOptions.ReportFormat(parsed, ReportFormats.Markdown).Print(report));
        return CompareFailures.Code(comparison, failOn);
    }

    /// <summary>Reading keeps a core busy, and there is more than one.</summary>
    private static (StoredRun Old, StoredRun New) Read(string old, string @new)
    {
        var second = Task.Run(() => StoredRun.Read(@new));
        var first = StoredRun.Read(old);
        return (first, second.GetAwaiter().GetResult());
    }

    /// <summary>Both files or neither: one alone would be taken for the whole.</summary>
    private static void Write(string folder, string markdown, string json)
    {
        var (first, second) = (Path.Combine(folder, "compare.json"), Path.Combine(folder, "compare.md"));
        if (File.Exists(folder) || Directory.Exists(first) || Directory.Exists(second))
        {
            throw new InputException(
                $"{folder}: the comparison cannot be written there", "name a folder with --output that is none of its files");
        }

        var before = File.Exists(first) ? File.ReadAllBytes(first) : null;
        WholeFile.WriteText(first, json);
        try
        {
            WholeFile.WriteText(second, markdown);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (before is null)
            {
                File.Delete(first);
            }
            else
            {
                WholeFile.Write(first, stream => stream.Write(before));
            }

            throw;
        }
    }
}
