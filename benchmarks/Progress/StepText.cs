using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Progress;

/// <summary>A step in words.</summary>
internal static class StepText
{
    public static string Of(PlanStep step) => step.Provider == ProviderIds.Cpu ? Text(step) : $"{Text(step)} on {step.Provider}";

    private static string Text(PlanStep step) => ScenarioCatalog.Find(step.Scenario).Describe(step);

    public static string Of(GateProgress launch) =>
        $"[{launch.Done}/{launch.Total}] {(launch.Confirming ? "again: " : "")}{launch.Subject}{(launch.SecondsLeft is { } left ? $"; {Duration(left)} left" : "")}";

    /// <summary>A duration in minutes and seconds. Seconds are rounded first: 119.7 s are two minutes, not one and sixty seconds.</summary>
    public static string Duration(double seconds)
    {
        var whole = Math.Round(seconds, MidpointRounding.AwayFromZero);
        return seconds >= 90
            ? FormattableString.Invariant($"{Math.Floor(whole / 60):0} min {whole % 60:00} s")
            : FormattableString.Invariant($"{whole:0} s");
    }
}
