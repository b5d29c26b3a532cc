using System.Security.Cryptography;
using System.Text;
using InferenceCost.Architectures;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Families.Sources;

/// <summary>
/// The graph of a model that is built from an architecture. Graphs lie in <c>.built</c> beside the families, where nothing is committed;
/// the name holds a hash of all that decides what is in the file, so that a changed family file never meets an old graph.
/// </summary>
public static class BuiltGraphFolder
{
    /// <summary>The folder of built graphs, in the folder that holds the families.</summary>
    public const string FolderName = ".built";

    /// <summary>Raised whenever the same hyper-parameters give another graph or other weights.</summary>
    private const int Version = 1;

    private const int HashDigits = 10;

    /// <summary>The precisions that can be built, by the word in a family file.</summary>
    public static IReadOnlyDictionary<string, WeightPrecision> Precisions { get; } = new Dictionary<string, WeightPrecision>
    {
        ["fp32"] = WeightPrecision.Full,
        ["fp16"] = WeightPrecision.Half,
        ["int8"] = WeightPrecision.EightBits,
        ["int4"] = WeightPrecision.FourBits,
    };

    /// <summary>Where the graph lies once it is built.</summary>
    public static string PathOf(FamilyDefinition family, ModelDefinition model, ArchitectureDefinition architecture)
    {
        var key = FormattableString.Invariant(
            $"{Version}\n{architecture.Name}\n{architecture.HyperParameters.GetRawText()}\n{architecture.Seed}\n{model.Precision}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..HashDigits];
        return Path.GetFullPath(Path.Combine(family.Folder, "..", FolderName, family.Id, $"{model.Id}-{hash}.onnx"));
    }

    /// <summary>The graph as it would be built; no weight exists yet.</summary>
    /// <exception cref="InputException">The architecture is unknown, or its hyper-parameters are impossible.</exception>
    public static GraphDefinition Graph(ModelDefinition model, ArchitectureDefinition architecture) =>
        ArchitectureCatalog.Build(architecture.Name, architecture.HyperParameters, (ulong)architecture.Seed, Precisions[model.Precision]);

    /// <summary>Builds the graphs of a family that are not there yet.</summary>
    /// <param name="family">The family.</param>
    /// <param name="note">Told, in a line, of each graph before it is built.</param>
    /// <param name="cancellation">Stops; what was begun is removed.</param>
    /// <returns>How many were built.</returns>
    /// <exception cref="InputException">An architecture is impossible, or the disk is too small.</exception>
    public static int BuildMissing(FamilyDefinition family, Action<string> note, CancellationToken cancellation = default)
    {
        var missing = family.Models.Where(model => model.Architecture is not null && !File.Exists(family.PathOf(model)))
            .Select(model => (Model: model, Graph: Graph(model, model.Architecture!))).ToList();
        RequireSpace(family, missing.Sum(item => item.Graph.WeightBytes));
        foreach (var (model, graph) in missing)
        {
            if (File.Exists(family.PathOf(model)))
            {
                continue; // another process built the same one meanwhile
            }

            note(FormattableString.Invariant(
                $"building {family.Id}/{model.Id}: {graph.Parameters:N0} parameters with random weights, {graph.WeightBytes / 1e6:N0} MB"));
            GraphFile.Write(graph, family.PathOf(model), cancellation);
        }

        return missing.Count;
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

    /// <summary>All of a family's graphs must fit, or the first ones would be built in vain.</summary>
    private static void RequireSpace(FamilyDefinition family, long bytes)
    {
        var folder = Path.GetFullPath(Path.Combine(family.Folder, ".."));
        if (Foundation.Files.FreeDisk.Bytes(folder) is { } free && free < bytes)
        {
            throw new InputException(
                FormattableString.Invariant(
                    $"{family.Id}: its graphs need {bytes / 1e9:0.00} GB, and {free / 1e9:0.00} GB are free in {folder}"),
                "free some space, or keep only some models with --model");
        }
    }
}
