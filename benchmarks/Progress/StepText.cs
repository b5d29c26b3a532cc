using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Progress;

/// <summary>A step in words.</summary>
internal static class StepText
{
    public static string Of(PlanStep step) => step.Provider == ProviderIds.Cpu ? Text(step) : $"{Text(step)} on {step.Provider}";

    private static string Text(PlanStep step) => step.Kind switch
    {
        StepKind.Probe => $"probe {step.Models[0]}",
        StepKind.Compute => $"latency without copies of {step.Models.Count} models at batch {step.Batch}, launch {step.Launch + 1}",
        StepKind.Limits => "the machine's own limits",
        StepKind.Quality => $"score {step.Models[0]}",
        StepKind.Latency => $"latency of {(step.Models.Count == 1 ? "1 model" : $"{step.Models.Count} models")} at batch {step.Batch}, launch {step.Launch + 1}",
        StepKind.Cold when !step.Prepacking => $"memory of {step.Models[0]} without rearranged weights",
        StepKind.Cold => $"load and memory of {step.Models[0]}, launch {step.Launch + 1}",
        StepKind.Throughput when step.OwnBatches is not null => $"throughput at each model's best batch, launch {step.Launch + 1}",
        StepKind.Throughput => $"throughput at batch {step.Batch}, launch {step.Launch + 1}",
        StepKind.Energy => $"energy of {step.Models.Count} models at batch {step.Batch}, launch {step.Launch + 1}",
        StepKind.Tables => "BenchmarkDotNet tables (builds a project first)",
        _ => step.Kind.ToString(),
    };

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
