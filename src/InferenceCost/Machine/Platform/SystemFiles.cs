namespace InferenceCost.Machine.Platform;

/// <summary>
/// The operating system's facts as files below a root: <c>/</c> on a machine, a folder of made-up files in a test. A file that is not
/// there, or not ours to read, is null: on another system nothing is there, and the caller's fallback answers.
/// </summary>
/// <param name="root">The folder that stands for <c>/</c>.</param>
internal sealed class SystemFiles(string root = "/")
{
    /// <summary>The whole text of a file such as <c>proc/self/status</c>, or null.</summary>
    public string? Text(string path)
    {
        try
        {
            // Files of /proc say that their length is 0: read to the end, not by length.
            using var reader = new StreamReader(Full(path));
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The text of a file without white space around it; null also when there is nothing else in it.</summary>
    public string? Line(string path) => Text(path)?.Trim() is { Length: > 0 } line ? line : null;

    /// <summary>Whether there is such a folder.</summary>
    public bool HasFolder(string path) => Directory.Exists(Full(path));

    /// <summary>The names of the folders in a folder, sorted; none where it does not exist.</summary>
    public IReadOnlyList<string> Folders(string path)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(Full(path)).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string Full(string path) => Path.Combine(root, path.TrimStart('/'));
}
