using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Running;

/// <summary>The folder that a run writes into.</summary>
internal static class ResultsFolder
{
    /// <summary>Creates the folder and proves that it can be written, before any time is spent on measuring.</summary>
    /// <exception cref="InputException">It holds a run already, or cannot be written.</exception>
    public static string Create(string path)
    {
        var full = Path.GetFullPath(path);
        // A journal without a line is what a run leaves that was killed before it began: there is nothing to go on with.
        if (File.Exists(Path.Combine(full, RunStore.FileName))
            || new FileInfo(Path.Combine(full, Journal.FileName)) is { Exists: true, Length: > 0 })
        {
            throw new InputException($"{path}: holds a run already", "name another folder with --output, or go on with --resume");
        }

        try
        {
            Directory.CreateDirectory(full);
            var probe = Path.Combine(full, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return full;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written, {error.Message}", "name another folder with --output", error);
        }
    }
}
