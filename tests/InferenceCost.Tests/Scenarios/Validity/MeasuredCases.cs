using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.Validity;
using InferenceCost.Tests.Running;

namespace InferenceCost.Tests.Scenarios.Validity;

/// <summary>Cases of a teacher and a student that came up, to be spoilt in one way at a time.</summary>
internal static class MeasuredCases
{
    public const string Student = "s";

    public const string WebGpu = "webgpu";

    private static readonly FailedResult Crashed = new(ReasonCode.Crashed, "the process crashed", "use another version");

    /// <summary>A case of the student in which nothing is wrong but what the parameters say.</summary>
    public static MeasuredCase Create(
        string provider = ProviderIds.Cpu, Metric? metric = null, string model = Student, PlacementRecord? placement = null,
        ProviderProof? proof = null, bool allowFallback = false, string? unusable = null, IReadOnlyList<WorkerResult>? launches = null)
    {
        FinishedStep Step(string scenario, string model, int launch, WorkerResult result) => new(
            new PlanStep { Scenario = scenario, Family = "f", Provider = provider, Models = [model], Batch = 1, Launch = launch },
            1, result);
        FinishedStep Probe(string model) => Step(PlanStep.Probe, model, 0, model == unusable ? Crashed : Answer(placement, proof));
        var timed = (launches ?? []).Select((result, launch) => Step(LatencyScenario.Name, model, launch, result));
        var run = new FinishedRun(
            RunAssemblerTests.Empty().Families[0], provider, 1, [Probe(FakeAnswers.Teacher), Probe(Student), .. timed], allowFallback);
        return new MeasuredCase(run, model, metric ?? Metric.Latency, LatencyScenario.Name);
    }

    /// <summary>Where nodes ran: none elsewhere but those named.</summary>
    public static PlacementRecord Placement(params string[] elsewhere) =>
        new(PlacementSource.Assignment, new Dictionary<string, int> { ["CPUExecutionProvider"] = 3 }, elsewhere);

    private static ProbeResult Answer(PlacementRecord? placement, ProviderProof? proof)
    {
        var probe = FakeAnswers.Probe(1);
        return probe with { Setup = probe.Setup with { Placement = placement ?? probe.Setup.Placement, Proof = proof } };
    }
}
