namespace InferenceCost.Families.Sources;

/// <summary>The file of a model that is not there yet and can be made: what to tell of it.</summary>
/// <param name="What">What is missing: <c>its graph</c>.</param>
/// <param name="State">How far it is: <c>not built yet</c>.</param>
/// <param name="Remedy">What to do about it: <c>build it</c>.</param>
/// <param name="Command">The command that does it: <c>models build gpt2</c>.</param>
public sealed record PendingFile(string What, string State, string Remedy, string Command)
{
    /// <summary>The bytes that have to be fetched over the network for it; 0 where all that it takes is on this machine.</summary>
    public long DownloadBytes { get; init; }

    /// <summary>Whether it takes the network to have it.</summary>
    public bool IsFar => DownloadBytes > 0;

    /// <summary>What is wrong: <c>its graph is not built yet</c>.</summary>
    public string Message => $"{What} is {State}";

    /// <summary>What to do: <c>build it: models build gpt2</c>.</summary>
    public string Fix => $"{Remedy}: {Command}";
}
