using InferenceCost.Records;

namespace InferenceCost.Comparison.History;

/// <summary>The runs of a history, in the order of time.</summary>
/// <param name="Runs">What could be read.</param>
/// <param name="Unreadable">What could not, one line a file.</param>
public sealed record StoredHistory(IReadOnlyList<RunRecord> Runs, IReadOnlyList<string> Unreadable)
{
    /// <summary>Whether the figures of its runs are made up.</summary>
    public bool IsDemo => Runs.Any(run => run.Demo);
}
