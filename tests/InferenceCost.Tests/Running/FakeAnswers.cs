using InferenceCost.Records;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.DeviceLatency;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Throughput;

namespace InferenceCost.Tests.Running;

/// <summary>Answers of workers with known figures: the teacher takes four times what a student takes.</summary>
internal static class FakeAnswers
{
    public const string Teacher = "t";

    public static WorkerResult Of(PlanStep step) => step.Scenario switch
    {
        PlanStep.Probe => Probe(Scale(step.Models[0])),
        LatencyScenario.Name or DeviceLatencyScenario.Name =>
            new LatencyResult([.. step.Models.Select(model => Latency(model, step.Launch))], []),
        ThroughputScenario.Name => new ThroughputResult([.. step.Models.Select(model => new ThroughputSamples(
            model, step.OwnBatches?[model] ?? step.Batch, [1000 / Scale(model), 1000 / Scale(model)], [100, 100]))], JobContext.Callers(1)),
        MachinePeakScenario.Name => new MachinePeakResult(
        [
            new CallerLimits(1, new RateBlocks(1000, [20, 10, 40]), new RateBlocks(500, [50, 25])),
            new CallerLimits(2, new RateBlocks(1000, [5]), new RateBlocks(500, [20])),
        ]),
        ColdStartScenario.Name => Cold(step.Models[0], step.Prepacking),
        _ => new FailedResult("unknown", "not made up", "make it up"),
    };

    public static double Scale(string model) => model == Teacher ? 4 : 1;

    public static ProbeResult Probe(double scale) => new(
        new ModelSetup(
            new SettingsRecord { Requested = new Dictionary<string, string> { ["intra_op_num_threads"] = "1" } },
            new PlacementRecord(PlacementSource.Assignment, new Dictionary<string, int> { ["CPUExecutionProvider"] = 3 }, []),
            new Dictionary<string, IReadOnlyList<long>> { ["x"] = [1, 4] }, InputsKind.Synthetic, []),
        0.3, new Dictionary<int, double> { [1] = 1e6 * scale, [32] = 20e6 * scale }, 0, new Dictionary<int, string>(), "1.31.1",
        (long)(1000 * scale));

    public static ColdResult Cold(string model, bool prepacking = true) => new()
    {
        LoadNanoseconds = 2e6 * Scale(model),
        FirstInferenceNanoseconds = 3e6 * Scale(model),
        ZeroBytes = 70_000_000,
        ZeroPeakBytes = 70_000_000,
        PeakBytes = 70_000_000 + (long)(10_000_000 * Scale(model)),
        SteadyBytes = 70_000_000 + (long)((prepacking ? 8_000_000 : 5_000_000) * Scale(model)),
        ManagedHeapBytes = 1_000_000,
    };

    private static LatencySamples Latency(string model, int launch)
    {
        double[] blocks = [.. Enumerable.Range(0, 4).Select(block => Scale(model) * (1e6 + (1000 * launch) + (100 * block)))];
        return new LatencySamples(model, blocks, [100, 100, 100, 100], 10, 0, 1e6 * Scale(model), null);
    }
}
