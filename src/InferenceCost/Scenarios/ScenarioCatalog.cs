using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.DeviceLatency;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Scenarios.Tables;
using InferenceCost.Scenarios.Throughput;

namespace InferenceCost.Scenarios;

/// <summary>Every way of measuring, in the order of recording. A new one is a folder and a line.</summary>
public static class ScenarioCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new ProbeScenario(),
        new MachinePeakScenario(),
        new ScoringScenario(),
        new LatencyScenario(),
        new DeviceLatencyScenario(),
        new ThroughputScenario(),
        new ColdStartScenario(),
        new EnergyScenario(),
        new TablesScenario(),
    ];

    /// <summary>All jobs and answers.</summary>
    public static IReadOnlyList<JobKind> Kinds { get; } = [.. All.SelectMany(scenario => scenario.Kinds)];

    /// <summary>JSON that knows all jobs and answers.</summary>
    public static JsonSerializerOptions Json => LazyJson.Value;

    private static readonly Lazy<JsonSerializerOptions> LazyJson = new(() => WorkerJson.Create(Kinds));

    /// <summary>The scenario of a step.</summary>
    /// <exception cref="InputException">None has this id: a newer version planned it.</exception>
    public static Scenario Find(string id) => All.FirstOrDefault(scenario => scenario.Id == id)
        ?? throw new InputException(
            $"'{id}' is a way of measuring that this version does not know", "use the version that planned the run, or start a new run");
}
