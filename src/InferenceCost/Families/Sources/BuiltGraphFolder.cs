using System.Security.Cryptography;
using System.Text;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;

namespace InferenceCost.Families.Sources;

/// <summary>
/// The folder of what is built, fetched or converted: <c>.built</c> beside the families, where nothing is committed. A file's name holds a
/// hash of all that decides what is in the file, so that a changed family file never meets an old graph.
/// </summary>
public static class BuiltGraphFolder
{
    /// <summary>The folder's name, in the folder that holds the families.</summary>
    public const string FolderName = ".built";

    private const int HashDigits = 10;

    /// <summary>Where the graph of a model lies once it is built.</summary>
    /// <param name="family">The family.</param>
    /// <param name="model">The model's id in it.</param>
    /// <param name="key">All that decides what is in the file.</param>
    internal static string PathOf(FamilyDefinition family, string model, string key)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..HashDigits];
        return Path.Combine(Beside(family), family.Id, $"{model}-{hash}.onnx");
    }

    /// <summary>The folder, absolute: beside that of the family.</summary>
    internal static string Beside(FamilyDefinition family) => Path.GetFullPath(Path.Combine(family.Folder, "..", FolderName));

    /// <summary>Refuses a disk that all of a family's graphs do not fit on: the first ones would be built in vain.</summary>
    /// <param name="family">The family.</param>
    /// <param name="bytes">What the graphs that are not there yet weigh together.</param>
    /// <exception cref="InputException">The disk is too small.</exception>
    internal static void RequireSpace(FamilyDefinition family, long bytes)
    {
        var folder = Path.GetFullPath(Path.Combine(family.Folder, ".."));
        if (FreeDisk.Bytes(folder) is { } free && free < bytes)
        {
            throw new InputException(
                FormattableString.Invariant(
                    $"{family.Id}: its graphs need {bytes / 1e9:0.00} GB, and {free / 1e9:0.00} GB are free in {folder}"),
                "free some space, or keep only some models with --model");
        }
    }

    /// <summary>Removes all built graphs below a folder of families, and returns how many bytes that freed.</summary>
    public static long Clean(string modelsFolder)
    {
        // The folder of a single family may have been named: its graphs lie beside it.
        var home = File.Exists(Path.Combine(modelsFolder, FamilyDefinition.FileName)) ? Path.Combine(modelsFolder, "..") : modelsFolder;
        var folder = Path.GetFullPath(Path.Combine(home, FolderName));
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        var bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
