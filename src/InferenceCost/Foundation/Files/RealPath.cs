namespace InferenceCost.Foundation.Files;

/// <summary>Where a path ends once every symbolic link in it, and not only in its last part, has been followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>An absolute path without links. Parts that do not exist are kept as they are written.</summary>
    /// <exception cref="IOException">The links form a circle.</exception>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var current = Path.GetPathRoot(full)!;
        var pending = new Stack<string>();
        Push(pending, full[current.Length..]);
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (entry.LinkTarget is not string target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"'{path}' follows more than {MostLinks} symbolic links.");
            }

            var root = Path.GetPathRoot(target)!;
            current = root.Length > 0 ? Path.GetPathRoot(Path.GetFullPath(target))! : current;
            Push(pending, target[root.Length..]);
        }

        return current;
    }

    /// <summary>
    /// True when <paramref name="path"/> lies in <paramref name="folder"/> or below; compares the texts of two absolute paths.
    /// </summary>
    public static bool IsInside(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".."
            && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && !Path.IsPathRooted(relative);
    }

    private static void Push(Stack<string> pending, string path)
    {
        foreach (var part
            in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (part != ".")
            {
                pending.Push(part);
            }
        }
    }
}
