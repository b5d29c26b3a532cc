using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Tasks.Contract;

/// <summary>Answers of a provider beside those of the CPU.</summary>
/// <param name="Scores">How far their numbers are apart.</param>
/// <param name="OtherClass">For how many items the answer is another.</param>
public sealed record ScoreDifference(OutputDifference Scores, int OtherClass);
