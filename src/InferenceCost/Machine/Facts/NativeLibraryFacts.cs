using System.Diagnostics;
using System.Text.RegularExpressions;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;

namespace InferenceCost.Machine.Facts;

/// <summary>
/// Which file the native ONNX Runtime really came from: another one on the library path would be measured under a wrong name.
/// </summary>
public static partial class NativeLibraryFacts
{
    /// <summary>
    /// The library that is loaded in this process, hashed; if none is loaded yet, the one that the .NET host would find. The hash is null
    /// when neither is there or the file cannot be read.
    /// </summary>
    /// <param name="version">What the library says of itself; this folder does not call it.</param>
    /// <param name="package">The package that the build takes it from, see <see cref="BuildFacts.OrtPackage"/>.</param>
    public static NativeLibraryRecord Find(string version, string package)
    {
        var file = Pick(Loaded()) ?? Pick(Probed());
        return file is null
            ? new(version, "onnxruntime", null, package)
            : new(version, Relative(file, AppContext.BaseDirectory), Hash(file), package);
    }

    /// <summary>The first of the paths whose file is the runtime itself: not a provider's library, not the managed assembly.</summary>
    internal static string? Pick(IEnumerable<string> paths) => paths.FirstOrDefault(path => Runtime().IsMatch(path.Split('/', '\\')[^1]));

    /// <summary>The path from the program's folder, with forward slashes; the bare name of a file that lies elsewhere.</summary>
    internal static string Relative(string file, string folder)
    {
        var relative = Path.GetRelativePath(folder, file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? Path.GetFileName(file)
            : relative.Replace('\\', '/');
    }

    private static List<string> Loaded()
    {
        try
        {
            using var process = Process.GetCurrentProcess();
            return [.. process.Modules.Cast<ProcessModule>().Select(module => module.FileName)];
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or System.ComponentModel.Win32Exception)
        {
            return [];
        }
    }

    private static IEnumerable<string> Probed() =>
        ((AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*onnxruntime*").Order(StringComparer.Ordinal));

    private static string? Hash(string file)
    {
        try
        {
            return FileHash.Compute(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(lib)?onnxruntime(\.\d+)*\.(so(\.\d+)*|dylib|dll)$")]
    private static partial Regex Runtime();
}
