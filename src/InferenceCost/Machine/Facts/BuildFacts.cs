using System.ComponentModel;
using System.Reflection;
using CliWrap;
using CliWrap.Buffered;

namespace InferenceCost.Machine.Facts;

/// <summary>Which build of InferenceCost this is.</summary>
/// <param name="ToolVersion">Its version, without the commit.</param>
/// <param name="Commit">The git commit that the SDK wrote into the assembly; null when it was built outside a checkout.</param>
/// <param name="Dirty">
/// Whether that checkout has uncommitted changes; null when it is not there any more, stands at another commit, or git does not answer.
/// </param>
/// <param name="OrtPackage">The ONNX Runtime package that the build took: <c>cpu</c> or <c>gpu</c>.</param>
public sealed record BuildFacts(string ToolVersion, string? Commit, bool? Dirty, string OrtPackage)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Reads them from the assembly and, for the changes, asks git in the folder above the program. Takes 2 s at most; never throws.
    /// </summary>
    public static BuildFacts Read()
    {
        var assembly = typeof(BuildFacts).Assembly;
        var (version, commit) = Split(assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        var dirty = commit is null ? null : IsDirty(Status(Checkout(AppContext.BaseDirectory)), commit);
        return new(version, commit, dirty, AskedPackage ?? "unknown");
    }

    /// <summary>
    /// The ONNX Runtime package that the build asked for, <c>cpu</c> or <c>gpu</c>; null where the build did not write it down.
    /// </summary>
    public static string? AskedPackage => Metadata("OrtPackage");

    /// <summary>The version of that package, such as <c>1.32.0</c>; null where the build did not write it down.</summary>
    public static string? AskedVersion => Metadata("OrtVersion");

    private static string? Metadata(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(pair => pair.Key == key)?.Value;

    /// <summary>Splits <c>0.1.0+72c82e6...</c>.</summary>
    internal static (string Version, string? Commit) Split(string? informational)
    {
        var parts = (informational ?? "unknown").Split('+', 2);
        return (parts[0], parts.Length == 2 && parts[1].Length >= 7 && parts[1].All(char.IsAsciiHexDigit) ? parts[1] : null);
    }

    /// <summary>
    /// Reads <c>git status --porcelain=v2 --branch</c>: header lines start with #, every other line is a change. Null when the checkout
    /// stands at another commit than the build: its changes would say nothing about the program.
    /// </summary>
    internal static bool? IsDirty(string? status, string commit)
    {
        var lines = (status ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Any(line => line.Trim() == "# branch.oid " + commit) ? lines.Any(line => !line.StartsWith('#')) : null;
    }

    /// <summary>The nearest folder upwards that holds <c>.git</c>, which is a file in a worktree.</summary>
    internal static string? Checkout(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    /// <summary>What git says of a checkout; null without one, without git, or when it takes too long.</summary>
    internal static string? Status(string? checkout)
    {
        if (checkout is null)
        {
            return null;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var git = Cli.Wrap("git")
                .WithArguments(["status", "--porcelain=v2", "--branch"])
                .WithWorkingDirectory(checkout)
                // Only look: a commit may be under way.
                .WithEnvironmentVariables(new Dictionary<string, string?> { ["GIT_OPTIONAL_LOCKS"] = "0" })
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token).GetAwaiter().GetResult();
            return git.ExitCode == 0 ? git.StandardOutput : null;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException or OperationCanceledException)
        {
            return null; // no git, or one that broke off or took too long
        }
    }
}
