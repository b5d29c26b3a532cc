using InferenceCost.Foundation.Figures;
using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Progress;

/// <summary>What is done now, in words: a step of a run, or a launch of a gate.</summary>
internal static class ProgressText
{
    public static string Describe(PlanStep step) => step.Provider == ProviderIds.Cpu ? Text(step) : $"{Text(step)} on {step.Provider}";

    private static string Text(PlanStep step) => ScenarioCatalog.Find(step.Scenario).Describe(step);

    public static string Describe(GateProgress launch) =>
        $"[{launch.Done}/{launch.Total}] "
        + $"{(launch.Confirming ? "again: " : "")}{launch.Subject}"
        + $"{(launch.SecondsLeft is { } left ? $"; {Duration.Format(left)} left" : "")}";
}
