using InferenceCost.Foundation.Files;
using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>What a worker left, or what its end says where it left nothing.</summary>
internal static class WorkerAnswer
{
    private const string Unhandled = "Unhandled exception.";

    /// <summary>The answer in a file, a failure where the file cannot be read; null where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">JSON that knows the answers that may come.</param>
    public static WorkerResult? Read(string path, JsonSerializerOptions options)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            // Neither the path nor the place in the file is told: both differ between launches that failed alike, and those are counted
            // by what they say.
            return JsonFile.Parse(
                File.ReadAllBytes(path), text => JsonSerializer.Deserialize<WorkerResult>(text.Span, options),
                error => new InputException(
                    $"the answer of the process is damaged: {FirstSentence(error.Message)}",
                    "check that the disk is not full, and measure again; where two builds are compared, take versions that write the same "
                    + "answers",
                    error));
        }
        catch (InputException error)
        {
            // One step that failed: what other steps found is kept.
            return new FailedResult(ReasonCode.Failed, error.Message, error.Fix);
        }
    }

    /// <summary>Removes an answer, and what a worker had begun to write of it when it was ended.</summary>
    public static void Delete(string path)
    {
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"*{Path.GetFileName(path)}*"))
        {
            File.Delete(left);
        }
    }

    /// <summary>A worker that leaves no answer was ended from outside or by native code.</summary>
    public static FailedResult OfDead(ChildExit exit)
    {
        var said = LastWords(exit.LastOutput) is { } words ? $"; its last words: {words}" : "";
        return exit.ExitCode switch
        {
            // It ends over an order that it cannot read, before any model is loaded; a job that fails is answered.
            _ when exit.LastOutput.Contains("System.Text.Json", StringComparison.Ordinal) => new FailedResult(
                ReasonCode.UnknownJob, "the build does not know what it was asked", "take versions that know it"),
            137 => new FailedResult(
                ReasonCode.Killed, $"the process was killed (signal 9){said}",
                "most likely memory ran out: use a smaller batch, or a machine with more memory"),
            _ => new FailedResult(
                ReasonCode.Crashed, $"the process ended with exit code {exit.ExitCode} and no answer{said}",
                "native code crashed: try another version of ONNX Runtime, or report the model to its maintainers"),
        };
    }

    /// <summary>What an exception said that nobody caught, or the last line that is no line of a stack.</summary>
    private static string? LastWords(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.FindLast(lines, line => line.StartsWith(Unhandled, StringComparison.Ordinal))?[Unhandled.Length..].Trim()
            ?? Array.FindLast(lines, line => !line.StartsWith("at ", StringComparison.Ordinal));
    }

    private static string FirstSentence(string text) => text.Split('\n')[0].Split(". ")[0].TrimEnd('.', '\r');
}
