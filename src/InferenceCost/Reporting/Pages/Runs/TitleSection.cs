using System.Globalization;
using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The question, and in one line what was measured where and when.</summary>
internal static class TitleSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, Page page)
    {
        var run = view.Record;
        page.Heading(1, $"Does the smaller model match, and what does it save?");
        page.Paragraph($"{What(view)}; {Machine(run.Environment)}; {When(run.Run.StartedUtc)}, took {Duration(run.Run.DurationSeconds)} "
            + $"({run.Run.Profile} profile).");
        if (run.Status == RunStatus.Interrupted)
        {
            page.Quote($"{Phrase.Bold("Interrupted.")} The run stopped before the end of its plan: what is missing below was not reached. "
                + $"{Phrase.Code("run --resume " + Folder(run.Run))} goes on from there.");
        }
    }

    private static string What(RunView view) =>
        view.Subjects.Count == 0
            ? "Nothing was measured"
            : string.Join(", ", view.Subjects.GroupBy(subject => subject.Family)
                .Select(group => $"{group.Key.Name} on {string.Join(" and ", group.Select(subject => subject.Provider))}"));

    internal static string Machine(EnvironmentRecord environment) =>
        $"{environment.Cpu}, {environment.LogicalCores.ToString(CultureInfo.InvariantCulture)} "
        + $"{(environment.LogicalCores == 1 ? "core" : "cores")}, "
        + $"{environment.OperatingSystem}";

    /// <summary>A text that is no time is shown as it is: the record may come from anywhere.</summary>
    internal static string When(string started) =>
        DateTimeOffset.TryParse(started, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : started;

    private static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds is < 0 or > 1e8)
        {
            return "an unknown time";
        }

        var whole = TimeSpan.FromSeconds(Math.Round(seconds));
        return whole.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)whole.TotalHours} h {whole.Minutes} min")
            : whole.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes} min {whole.Seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{whole.Seconds} s");
    }

    /// <summary>Where the run's files are, as far as its own command line tells.</summary>
    private static string Folder(RunInfo run)
    {
        for (var index = 0; index + 1 < run.Arguments.Count; index++)
        {
            if (run.Arguments[index] is "--output" or "--resume")
            {
                return run.Arguments[index + 1];
            }
        }

        return $"results/runs/{run.Id}";
    }
}
