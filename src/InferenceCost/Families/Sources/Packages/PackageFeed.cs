using InferenceCost.Foundation;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace InferenceCost.Families.Sources.Packages;

/// <summary>
/// NuGet packages as the person's own NuGet configuration has them: in the folder where restored packages lie, else from the sources that
/// it names, with the credentials that it holds. Nothing is installed, and no code of a package runs.
/// </summary>
/// <param name="folder">Where the configuration is looked for, upwards; the person's own counts besides.</param>
internal sealed class PackageFeed(string folder)
{
    private readonly ISettings settings = Settings.LoadDefaultSettings(folder);

    /// <summary>Where a package that was restored lies; null where it was not.</summary>
    public string? Restored(PackageIdentity package)
    {
        var path = new VersionFolderPathResolver(SettingsUtility.GetGlobalPackagesFolder(settings))
            .GetInstallPath(package.Id, package.Version);

        // NuGet writes this file last.
        return File.Exists(Path.Combine(path, PackagingCoreConstants.NupkgMetadataFileExtension)) ? path : null;
    }

    /// <summary>Downloads a package into a stream, from the first source that has it.</summary>
    /// <exception cref="InputException">No source has it, or none can be reached.</exception>
    public async Task DownloadAsync(PackageIdentity package, Stream target, CancellationToken cancellation)
    {
        var sources = new PackageSourceProvider(settings).LoadPackageSources().Where(source => source.IsEnabled).ToList();
        var failures = new List<string>();
        using var cache = new SourceCacheContext { NoCache = true, DirectDownload = true };
        foreach (var source in sources)
        {
            try
            {
                var byId = await Repository.Factory.GetCoreV3(source).GetResourceAsync<FindPackageByIdResource>(cancellation)
                    .ConfigureAwait(false);
                target.SetLength(0);
                if (byId is not null
                    && await byId.CopyNupkgToStreamAsync(package.Id, package.Version, target, cache, NullLogger.Instance, cancellation)
                        .ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (FatalProtocolException unreachable)
            {
                failures.Add($"{source.Name}: {Cause(unreachable)}");
            }
        }

        throw failures.Count > 0
            ? new InputException(
                $"package {package} could not be fetched ({string.Join("; ", failures)})",
                "check the network and, with 'dotnet nuget list source', the sources; then the same command again")
            : new InputException(
                $"package {package} is on none of the sources that NuGet is configured with here"
                + (sources.Count == 0 ? "" : $" ({string.Join(", ", sources.Select(source => source.Name))})"),
                "add a source that has it with 'dotnet nuget add source'");
    }

    private static string Cause(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.ReplaceLineEndings(" ");
    }
}
