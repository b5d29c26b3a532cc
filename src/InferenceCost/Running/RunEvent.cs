using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running;

/// <summary>What happens while a plan is carried out. The program turns events into a display; the library prints nothing.</summary>
public abstract record RunEvent;

/// <summary>A plan is about to be carried out.</summary>
/// <param name="Plan">All of it, finished steps of an earlier invocation included.</param>
/// <param name="AlreadyDone">How many steps an earlier invocation finished.</param>
public sealed record PlanReady(Plan Plan, int AlreadyDone) : RunEvent;

/// <summary>A step begins.</summary>
/// <param name="Step">Which.</param>
/// <param name="SecondsLeft">How long the rest should take, this step included, corrected by how long the steps so far really took.</param>
public sealed record StepStarted(PlanStep Step, double SecondsLeft) : RunEvent;

/// <summary>A step ended.</summary>
/// <param name="Step">Which.</param>
/// <param name="Failure">Why it failed, in one line; null where it did not.</param>
public sealed record StepEnded(PlanStep Step, string? Failure) : RunEvent;

/// <summary>A step is left out, since the time is up.</summary>
/// <param name="Step">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record StepDropped(PlanStep Step, string Reason) : RunEvent;
