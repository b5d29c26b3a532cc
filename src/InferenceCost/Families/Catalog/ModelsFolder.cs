using InferenceCost.Families.Definition;
using InferenceCost.Foundation;

namespace InferenceCost.Families.Catalog;

/// <summary>
/// Where families are looked for: <c>--models DIR</c>, else <c>INFERENCE_COST_MODELS</c>, else <c>models/</c> upwards from the program.
/// </summary>
public static class ModelsFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "INFERENCE_COST_MODELS";

    private const string Name = "models";

    /// <summary>The folder to look in, absolute.</summary>
    /// <param name="option">What <c>--models</c> gave; null when it was not used.</param>
    /// <exception cref="InputException">The folder that was named does not exist, or none was named and none was found.</exception>
    public static string Find(string? option) =>
        Find(option, Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);

    /// <summary>The same with everything that it depends on given.</summary>
    /// <param name="option">What <c>--models</c> gave.</param>
    /// <param name="variable">The value of <see cref="Variable"/>; null or empty when it is not set.</param>
    /// <param name="programFolder">Where the program lies; the search goes upwards from there.</param>
    /// <exception cref="InputException">As above.</exception>
    public static string Find(string? option, string? variable, string programFolder)
    {
        if (option is not null)
        {
            return Named(option, "--models");
        }

        if (!string.IsNullOrEmpty(variable))
        {
            return Named(variable, Variable);
        }

        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Name);
            if (HoldsFamilies(candidate))
            {
                return candidate;
            }
        }

        throw new InputException(
            $"no '{Name}' folder with a family in it was found upwards from {programFolder}",
            $"name it with --models DIR, or in {Variable}");
    }

    private static string Named(string folder, string by) => Directory.Exists(folder)
        ? Path.GetFullPath(folder)
        : throw new InputException(
            $"{folder}: {by} names a folder that does not exist", "name a folder that holds families, one folder each");

    // Folders called "models" are common; one without a family in it is somebody else's.
    private static bool HoldsFamilies(string folder) =>
        Directory.Exists(folder)
        && Directory.EnumerateDirectories(folder).Any(inner => File.Exists(Path.Combine(inner, FamilyDefinition.FileName)));
}
