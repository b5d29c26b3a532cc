namespace InferenceCost.Scenarios.Contract;

/// <summary>A finished step.</summary>
/// <param name="Step">What it was.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Result">What it found, or why it failed.</param>
public sealed record FinishedStep(PlanStep Step, double Seconds, WorkerResult Result);
