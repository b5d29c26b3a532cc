using InferenceCost.Gate.Answers;
using InferenceCost.Records;

namespace InferenceCost.Gate;

/// <summary>One line of a gate's journal: exactly one of its parts is set.</summary>
public sealed record GateEntry
{
    /// <summary>The first line: how the gate was asked for.</summary>
    public GateStart? Gate { get; init; }

    /// <summary>Answers that were compared.</summary>
    public FinishedAnswers? Answers { get; init; }

    /// <summary>A launch that ended.</summary>
    public FinishedLaunch? Launch { get; init; }
}

/// <summary>How a gate was asked for: what <c>ab --resume</c> needs to go on.</summary>
/// <param name="Run">Who measured when.</param>
/// <param name="Request">How it was asked for.</param>
/// <param name="Fingerprint">The machine it began on.</param>
/// <param name="Native">The native libraries of this build.</param>
/// <param name="Families">The families with the hashes of their files.</param>
/// <param name="Builds">What measures.</param>
public sealed record GateStart(
    RunInfo Run, GateRequest Request, string Fingerprint, NativeLibraryRecord Native, IReadOnlyList<FamilyRecord> Families,
    GateBuilds Builds);

/// <summary>The answers of one subject.</summary>
/// <param name="Subject">Its id, <see cref="GateModel.Id"/>.</param>
/// <param name="Answers">What came out.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record FinishedAnswers(string Subject, AnswersRecord Answers, double Seconds);

/// <summary>One launch of one subject.</summary>
/// <param name="Subject">Its id.</param>
/// <param name="Confirming">Whether a first verdict was being confirmed.</param>
/// <param name="Number">The launch's number within its series.</param>
/// <param name="Launch">What was measured; null where it failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="SetAside">Why it does not count, and is made again; null where it does.</param>
public sealed record FinishedLaunch(
    string Subject, bool Confirming, int Number, GateLaunch? Launch, string? Failure, double Seconds, string? SetAside = null);
