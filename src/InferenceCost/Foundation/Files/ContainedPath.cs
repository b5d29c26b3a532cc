using System.Buffers;

namespace InferenceCost.Foundation.Files;

/// <summary>
/// Refuses paths that lead out of a family's folder: a family file comes from strangers, and what it names is opened. A path that one
/// operating system refuses is refused on all, so that a family made on one works on the others.
/// </summary>
internal static class ContainedPath
{
    private static readonly SearchValues<char> Refused = SearchValues.Create("\\:*?\"<>|");

    /// <summary>What is wrong with the path; null when it stays inside.</summary>
    /// <param name="folder">The family's folder.</param>
    /// <param name="file">The path as the family file has it.</param>
    public static string? Fault(string folder, string file)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            return "the path is empty";
        }

        if (file.AsSpan().ContainsAny(Refused) || file.Any(char.IsControl))
        {
            return $"'{file}' has a character that not every file system takes (folders are separated by /)";
        }

        if (file.StartsWith('/') || Path.IsPathRooted(file))
        {
            return $"'{file}' is an absolute path";
        }

        if (file.Split('/').Contains(".."))
        {
            return $"'{file}' leads out of the family's folder";
        }

        try
        {
            return RealPath.IsInside(RealPath.Resolve(Path.Combine(folder, file)), RealPath.Resolve(folder))
                ? null
                : $"'{file}' is a link that leads out of the family's folder";
        }
        catch (IOException)
        {
            return $"'{file}' is a link that leads nowhere";
        }
    }
}
