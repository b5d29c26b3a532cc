namespace InferenceCost.Runtime.Placement;

/// <summary>A temporary folder for a profile, which a session writes beside no file of the user's.</summary>
internal sealed class ProfileFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("inference-cost-");

    /// <summary>What the profile's name begins with.</summary>
    public string Prefix => Path.Combine(folder.FullName, "profile");

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
