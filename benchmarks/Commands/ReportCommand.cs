using System.CommandLine;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Runs;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>report RUN</c>: makes the report again from a stored run.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Run = new("RUN") { Description = "A run's folder, or its run.json" };
    private static readonly Option<string> Kind =
        CommonOptions.Choice(
            CommonOptions.Format.Name, "Form of the report", ReportFormats.All[0].Id, [.. ReportFormats.All.Select(format => format.Id)]);
    private static readonly Option<string?> Output =
        new("--output") { Description = "Write to a file instead of standard output", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("report", "Make the report of a stored run again") { Run, Kind, Output };
        command.SetAction(parsed =>
        {
            var run = RunStore.Read(parsed.GetValue(Run)!);
            var text = ReportFormats.All.First(format => format.Id == parsed.GetValue(Kind)).Print(RunReport.Compose(run));
            if (parsed.GetValue(Output) is { } file)
            {
                if (Path.GetFileName(file) is RunStore.FileName or "")
                {
                    throw new InputException(
                        $"{file}: the report cannot be written there", "name a file of its own; run.json is the run's record");
                }

                WholeFile.WriteText(file, text);
            }
            else
            {
                Console.Out.Write(text);
            }

            return ExitCode.Fine;
        });
        return command;
    }
}
