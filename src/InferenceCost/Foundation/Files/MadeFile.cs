namespace InferenceCost.Foundation.Files;

/// <summary>
/// A file that is fetched or made from others, and whose hash is declared: under its name lies the declared file, or none. One process
/// makes it at a time, and what a killed one left is removed by the next.
/// </summary>
internal static class MadeFile
{
    /// <summary>Makes a file, unless it is there.</summary>
    /// <param name="whose">What it belongs to, for messages: <c>wordnet/teacher</c>.</param>
    /// <param name="target">Its path.</param>
    /// <param name="sha256">Its declared SHA-256, in hexadecimal of either case.</param>
    /// <param name="note">Told where another process is at it.</param>
    /// <param name="write">Writes a temporary file, whose path it is given.</param>
    /// <param name="fix">What to do where another file came out.</param>
    /// <exception cref="InputException">It cannot be written, or is another file than the declared one.</exception>
    public static void Make(
        string whose, string target, string sha256, Action<string> note, Action<string> write, Func<string, string> fix)
    {
        FileLock.Take(
            target,
            () => Writing(whose, target, () =>
            {
                if (!File.Exists(target))
                {
                    WriteInTurn(whose, target, sha256, write, fix);
                }

                return target;
            }),
            () => note($"{whose}: another process is making it; waiting for that"));
    }

    /// <summary>Removes a file that is not the declared one: it can be made again.</summary>
    public static void DropOther(string whose, string target, string sha256)
    {
        if (File.Exists(target))
        {
            Writing(whose, target, () =>
            {
                if (!FileHash.Compute(target).Equals(sha256, StringComparison.OrdinalIgnoreCase))
                {
                    File.Delete(target);
                }

                return target;
            });
        }
    }

    /// <summary>A path beside the target, which the next process to make the target removes where this one was killed.</summary>
    public static string Beside(string target, string kind) => Path.Combine(
        Path.GetDirectoryName(target)!,
        FormattableString.Invariant($".{Path.GetFileName(target)}.{Environment.ProcessId}.{kind}.tmp"));

    private static void WriteInTurn(string whose, string target, string sha256, Action<string> write, Func<string, string> fix)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        foreach (var left in folder.EnumerateFiles($".*{Path.GetFileName(target)}.*.tmp"))
        {
            left.Delete();
        }

        var part = Beside(target, "part");
        try
        {
            write(part);
            var made = FileHash.Compute(part);
            if (!made.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new InputException(
                    $"{whose}: what came out is not the declared file: SHA-256 {made}, and {sha256.ToLowerInvariant()} was declared",
                    fix(made));
            }

            File.Move(part, target);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>A full disk or a folder that is closed is said in words.</summary>
    private static string Writing(string whose, string target, Func<string> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{whose}: {target} could not be written: {failure.Message.ReplaceLineEndings(" ")}",
                "check the free space and the permissions of its folder; nothing was left there", failure);
        }
    }
}
