using InferenceCost.Records;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running;

/// <summary>One line of a run's journal: exactly one of its parts is set.</summary>
public sealed record JournalEntry
{
    /// <summary>The first line: how the run was asked for.</summary>
    public RunStart? Start { get; init; }

    /// <summary>The plan, once the probes have ended.</summary>
    public Plan? Plan { get; init; }

    /// <summary>A finished step.</summary>
    public FinishedStep? Step { get; init; }

    /// <summary>A launch that does not count, and is made again.</summary>
    public SetAsideStep? SetAside { get; init; }
}

/// <summary>A launch that does not count, since something else on the machine met one model and not another.</summary>
/// <param name="Step">What it was and found.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record SetAsideStep(FinishedStep Step, string Reason);

/// <summary>How a run was asked for: what <c>--resume</c> needs to go on.</summary>
/// <param name="Run">Who measured when.</param>
/// <param name="Request">How it was asked for.</param>
/// <param name="Fingerprint">The machine it began on: it cannot be finished on another.</param>
/// <param name="Families">The families with the hashes of their files: a resumed run measures the same ones.</param>
/// <param name="Native">The native libraries; null in journals of older versions.</param>
public sealed record RunStart(
    RunInfo Run, RunRequest Request, string Fingerprint, IReadOnlyList<FamilyRecord> Families, NativeLibraryRecord? Native = null);
