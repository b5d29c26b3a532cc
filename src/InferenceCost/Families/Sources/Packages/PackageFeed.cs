using System.Net;
using InferenceCost.Foundation;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace InferenceCost.Families.Sources.Packages;

/// <summary>
/// NuGet packages as the person's own NuGet configuration has them: in the folders where restored packages lie, else from the sources that
/// it names for them, with the credentials that it holds. Nothing is installed, and no code of a package runs.
/// </summary>
/// <param name="folder">Where the configuration is looked for, upwards; the person's own counts besides.</param>
internal sealed class PackageFeed(string folder)
{
    /// <summary>Where a package that was restored lies; null where it was not, or NuGet's configuration cannot be read.</summary>
    public string? Restored(PackageIdentity package)
    {
        try
        {
            var settings = Settings.LoadDefaultSettings(folder);
            return new FallbackPackagePathResolver(
                SettingsUtility.GetGlobalPackagesFolder(settings), SettingsUtility.GetFallbackPackageFolders(settings))
                .GetPackageDirectory(package.Id, package.Version);
        }
        catch (NuGetConfigurationException)
        {
            return null; // said by whoever goes on to download it
        }
    }

    /// <summary>Downloads a package into a stream, from the first source that has it.</summary>
    /// <exception cref="InputException">No source has it, or none can be reached.</exception>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    public async Task DownloadAsync(PackageIdentity package, CountedStream target, CancellationToken cancellation)
    {
        var sources = Sources(package.Id);
        var failures = new List<(string Source, Exception Error)>();
        using var cache = new SourceCacheContext { NoCache = true, DirectDownload = true };
        foreach (var source in sources)
        {
            try
            {
                var byId = await Repository.Factory.GetCoreV3(source).GetResourceAsync<FindPackageByIdResource>(cancellation)
                    .ConfigureAwait(false);
                target.SetLength(0);
                if (byId is not null && await byId
                    .CopyNupkgToStreamAsync(package.Id, package.Version, target, cache, NullLogger.Instance, cancellation)
                    .ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                // NuGet tries again and wraps what the disk says as if the source had failed.
                if (target.Failure is { } full)
                {
                    throw full;
                }

                failures.Add((source.Name, failure));
            }
        }

        throw failures.Count > 0 ? Unreachable(package, failures) : new InputException(
            $"package {package} is on none of the sources that NuGet is configured with here"
            + (sources.Count == 0 ? "" : $" ({string.Join(", ", sources.Select(source => source.Name))})"),
            "add a source that has it with 'dotnet nuget add source'");
    }

    /// <summary>The sources that may be asked for a package: NuGet's configuration can name some of them for some packages.</summary>
    private List<NuGet.Configuration.PackageSource> Sources(string id)
    {
        try
        {
            var settings = Settings.LoadDefaultSettings(folder);
            var mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
            var allowed = mapping.IsEnabled ? mapping.GetConfiguredPackageSources(id) : null;
            return [.. new PackageSourceProvider(settings).LoadPackageSources().Where(source => source.IsEnabled
                && (allowed is null || allowed.Contains(source.Name, StringComparer.OrdinalIgnoreCase)))];
        }
        catch (NuGetConfigurationException broken)
        {
            throw new InputException(
                $"NuGet's configuration cannot be read: {Cause(broken).Message.ReplaceLineEndings(" ")}", "correct that file", broken);
        }
    }

    private static InputException Unreachable(PackageIdentity package, List<(string Source, Exception Error)> failures)
    {
        var causes = failures.Select(failure => $"{failure.Source}: {Cause(failure.Error).Message.ReplaceLineEndings(" ")}");
        var refused = failures.Any(failure => Cause(failure.Error) is HttpRequestException
        {
            StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        });
        return new InputException(
            $"package {package} could not be fetched ({string.Join("; ", causes)})",
            refused
                ? "the source wants credentials: 'dotnet nuget update source NAME --username ... --password ...'; then the same again"
                : "check the network and, with 'dotnet nuget list source', the sources; then the same command again",
            failures[0].Error);
    }

    private static Exception Cause(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error;
    }
}
