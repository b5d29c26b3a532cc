using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running;

/// <summary>What happens while a plan is carried out. The program turns events into a display; the library prints nothing.</summary>
public abstract record RunEvent;

/// <summary>The run has a folder, and begins.</summary>
/// <param name="Folder">Where its results go.</param>
public sealed record RunBegan(string Folder) : RunEvent;

/// <summary>Something that takes its time before anything is measured, such as building a graph.</summary>
/// <param name="Line">What, in one line.</param>
public sealed record Noted(string Line) : RunEvent;

/// <summary>A plan is about to be carried out.</summary>
/// <param name="Plan">All of it, finished steps of an earlier invocation included.</param>
/// <param name="AlreadyDone">How many steps an earlier invocation finished.</param>
/// <param name="Overrun">That the plan takes longer than the budget, in words; null where it does not.</param>
public sealed record PlanReady(Plan Plan, int AlreadyDone, string? Overrun) : RunEvent;

/// <summary>A step begins.</summary>
/// <param name="Step">Which.</param>
/// <param name="SecondsLeft">How long the rest should take, this step included, corrected by how long the steps so far really took.</param>
public sealed record StepStarted(PlanStep Step, double SecondsLeft) : RunEvent;

/// <summary>A step ended.</summary>
/// <param name="Step">Which.</param>
/// <param name="Failure">Why it failed, in one line; null where it did not.</param>
public sealed record StepEnded(PlanStep Step, string? Failure) : RunEvent;

/// <summary>A launch does not count, and is made again.</summary>
/// <param name="Step">Which.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record StepSetAside(PlanStep Step, string Reason) : RunEvent;

/// <summary>A step is left out, since the time is up.</summary>
/// <param name="Step">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record StepDropped(PlanStep Step, string Reason) : RunEvent;
