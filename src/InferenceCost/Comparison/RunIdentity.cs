using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>Which run a side of a comparison is.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="StartedUtc">When it began, as it was recorded.</param>
/// <param name="Commit">The commit of the program that measured, if known.</param>
/// <param name="Profile">How much was measured.</param>
/// <param name="Fingerprint">The machine and the software on it.</param>
/// <param name="Status">Whether it was carried out to its end.</param>
public sealed record RunIdentity(string Id, string StartedUtc, string? Commit, string Profile, string Fingerprint, RunStatus Status)
{
    /// <summary>Of a run.</summary>
    public static RunIdentity Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.Run.Id, run.Run.StartedUtc, run.Run.Commit, run.Run.Profile, run.Fingerprint, run.Status);
    }
}
