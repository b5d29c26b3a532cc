using InferenceCost.Gate;
using InferenceCost.Gate.Interleaving;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tests.Gate;

/// <summary>Launches that answer at once. Each launch has its own luck, which both sides share, and a luck of the pair.</summary>
internal sealed class FakeLauncher(Func<GateModel, int, GateLaunch> launch) : IGateLauncher
{
    public List<string> Made { get; } = [];

    public Task<GateLaunch> Launch(GateModel subject, int index, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Made.Add($"{subject.Name}{index}");
        return Task.FromResult(launch(subject, Made.Count - 1));
    }

    public static GateModel Subject(string name) =>
        new(name, new CaseId { Family = "family", Model = name, Provider = "cpu", Batch = 1, Threads = 1 }, "cpu", 1, Model, Model);

    /// <summary>A launch of a head that takes this many times as long, and needs this many times the memory.</summary>
    public static GateLaunch Of(double time, double memory = 1, double canary = 1, double machine = 1) => new(
        [.. Enumerable.Repeat(1e6 * machine, InterleavedBlocks.Pairs)],
        [.. Enumerable.Repeat(1e6 * machine * time, InterleavedBlocks.Pairs)], [.. Enumerable.Repeat(canary, InterleavedBlocks.Pairs)],
        100_000_000, (long)(100_000_000 * memory));

    public static GateLaunch Failing(string side) =>
        throw new LaunchFailedException(side, new FailedResult("crashed", "it crashed", "mend it"));

    private static JobModel Model => new("m", "m.onnx", new InputSource(), null) { Settings = new SessionSettings() };
}
