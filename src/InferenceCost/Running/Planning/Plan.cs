using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Planning;

/// <summary>What a run will do, in order.</summary>
/// <param name="Steps">The processes to start.</param>
/// <param name="Dropped">What did not fit, with the reason.</param>
/// <param name="BudgetSeconds">How long the whole run may take.</param>
public sealed record Plan(IReadOnlyList<PlanStep> Steps, IReadOnlyList<UnavailableRecord> Dropped, double BudgetSeconds)
{
    /// <summary>How long the steps should take together.</summary>
    public double EstimatedSeconds => Steps.Sum(step => step.EstimatedSeconds);
}
