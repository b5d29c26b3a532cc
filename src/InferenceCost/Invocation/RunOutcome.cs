using InferenceCost.Records;

namespace InferenceCost.Invocation;

/// <summary>What a run came to.</summary>
/// <param name="Record">Everything that was measured, judged; it is stored already.</param>
/// <param name="Folder">Where it is stored.</param>
/// <param name="Interrupted">Whether it was stopped before the end of its plan.</param>
public sealed record RunOutcome(RunRecord Record, string Folder, bool Interrupted);
