using System.CommandLine;
using System.Text.Json;
using InferenceCost.Comparison.History;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.History;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>history add | show</c>: runs kept over time, one file each.</summary>
internal static class HistoryCommand
{
    private static readonly Option<string> Folder =
        new("--history") { Description = "The history's folder", HelpName = "DIR", DefaultValueFactory = _ => "history" };

    public static Command Create() => new("history", "Keep runs over time, and see what changed") { Add(), Show() };

    private static Command Add()
    {
        var which = new Argument<string>("RUN") { Description = "A run's folder, or its run.json" };
        var command = new Command("add", "Keep a run: one small file that no other run shares") { which, Folder };
        command.SetAction(parsed =>
        {
            var (path, isNew) = HistoryFolder.Add(parsed.GetValue(Folder)!, RunStore.Read(parsed.GetValue(which)!));
            Console.Out.WriteLine(parsed.GetValue(CommonOptions.Format) == "json"
                ? JsonSerializer.Serialize(new { Path = path, IsNew = isNew }, RunJson.OneLine)
                : isNew ? $"added {path}" : $"already there: {path}");
            return ExitCode.Fine;
        });
        return command;
    }

    private static Command Show()
    {
        var one =
            new Option<string?>("--case") { Description = "One case, value by value: some of its words, or its id", HelpName = "CASE" };
        var command = new Command("show", "The trend of every case, or of one") { one, Folder };
        command.SetAction(parsed =>
        {
            var (folder, id) = (parsed.GetValue(Folder)!, parsed.GetValue(one));
            var history = HistoryFolder.Read(folder);
            var trends = Trends.Follow(history.Runs).Where(trend => id is null || CaseWords.IsMeant(trend.Id, id)).ToList();
            if (trends.Count == 0)
            {
                throw new InputException(
                    id is null
                        ? $"{folder}: holds no run that can be read{(history.Unreadable.Count > 0 ? $" ({history.Unreadable[0]})" : "")}"
                        : $"{folder}: no run has a case '{id}'",
                    id is null ? "begin one with 'history add RUN'" : "'history show' lists the cases");
            }

            // Several machines may have one case; several cases are another question.
            var meant = trends.Select(trend => trend.Id).Distinct().ToList();
            if (id is not null && meant.Count > 1 && !meant.Contains(id))
            {
                throw new InputException(
                    FormattableString.Invariant($"--case '{id}': {meant.Count} cases have these words, '{CaseWords.Of(meant[0])}' and ")
                        + $"'{CaseWords.Of(meant[1])}' among them",
                    "give more of the words, or the id");
            }

            trends = id is not null && meant.Contains(id) ? [.. trends.Where(trend => trend.Id == id)] : trends;
            var format = CommonOptions.ReportFormat(parsed, ReportFormats.Terminal);
            Console.Out.Write(
                format.Print(id is null ? HistoryReport.Compose(history, trends) : HistoryReport.ComposeCase(history, trends)));
            return ExitCode.Fine;
        });
        return command;
    }
}
