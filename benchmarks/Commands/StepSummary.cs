using System.Text;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>The page that GitHub shows for a step of a workflow: a file that <c>GITHUB_STEP_SUMMARY</c> names.</summary>
internal static class StepSummary
{
    /// <summary>GitHub refuses a summary above one mebibyte and then shows none at all.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>Appends where a workflow runs. A summary that cannot be written is a pity, and no reason to fail.</summary>
    /// <param name="page">What to append.</param>
    /// <param name="head">What to append instead where the page is too long.</param>
    public static void Append(string page, Func<string> head)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            var used = File.Exists(file) ? new FileInfo(file).Length : 0;
            var text = used + Encoding.UTF8.GetByteCount(page) < MostBytes ? page : head() + "\nThe tables are too long for this page.\n";
            File.AppendAllText(file, text + "\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Console.Error.WriteLine($"note: the step summary could not be written: {error.Message.Split('\n')[0]}");
        }
    }
}
