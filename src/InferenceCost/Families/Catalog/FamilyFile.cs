using System.Text.Json;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;

namespace InferenceCost.Families.Catalog;

/// <summary>Reads and writes <c>family.json</c>.</summary>
public static class FamilyFile
{
    /// <summary>
    /// Reads a family and checks everything that can be told from the file alone: its form, its ids, that its paths stay inside the
    /// folder. Whether the files are there and are the right ones is for <see cref="ModelFile.Verify"/>.
    /// </summary>
    /// <param name="folderOrFile">The family's folder, or its <c>family.json</c>.</param>
    /// <exception cref="InputException">
    /// Missing, not strict JSON, or not a family; the message names the file and the place in it.
    /// </exception>
    public static FamilyDefinition Load(string folderOrFile)
    {
        var path = Directory.Exists(folderOrFile) ? Path.Combine(folderOrFile, FamilyDefinition.FileName) : folderOrFile;
        if (!File.Exists(path))
        {
            throw new InputException(
                $"{path}: there is no family file",
                $"name a folder that holds a {FamilyDefinition.FileName}, or make one with 'models new'");
        }

        var family = Parse(path).WithOriginals() with { Folder = Path.GetDirectoryName(Path.GetFullPath(path))! };
        new FamilyCheck(path, family).Run();
        return family;
    }

    /// <summary>Writes a family, whole or not at all.</summary>
    public static void Write(string path, FamilyDefinition family) =>
        WholeFile.WriteText(path, JsonSerializer.Serialize(family, FamilyJson.Options) + "\n");

    private static FamilyDefinition Parse(string path)
    {
        try
        {
            return JsonFile.Read(path, "not valid JSON", "correct it; comments and trailing commas are not allowed", text =>
            {
                using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
                new JsonContract(path).Check(document.RootElement, typeof(FamilyDefinition), "");
                return document.Deserialize<FamilyDefinition>(FamilyJson.Options)!;
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{path}: cannot be read, {error.Message}", "check the permissions of the file and of its folder", error);
        }
    }
}
