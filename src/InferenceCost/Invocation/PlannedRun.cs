using InferenceCost.Running.Planning;

namespace InferenceCost.Invocation;

/// <summary>What a run would do.</summary>
/// <param name="Plan">Its steps.</param>
/// <param name="Margins">Which margin each family's items can prove, one line each.</param>
/// <param name="Answers">Which outputs are read as answers and as what, one line each.</param>
/// <param name="Demo">Whether its figures would be made up.</param>
public sealed record PlannedRun(Plan Plan, IReadOnlyList<string> Margins, IReadOnlyList<string> Answers, bool Demo);
