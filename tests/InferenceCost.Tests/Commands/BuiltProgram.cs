using System.Diagnostics;

namespace InferenceCost.Tests.Commands;

/// <summary>The program as it was built, started as a person starts it.</summary>
internal static class BuiltProgram
{
    /// <summary>The file in the test's folder that stands for the page of a workflow's step.</summary>
    public const string StepSummary = "step-summary.md";

    public static async Task<(int Code, string Output, string Error)> Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "InferenceCost.Benchmarks.dll"));
        // Where the tests run in a workflow, its own page must not fill with what they print.
        start.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(folder, StepSummary);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
