using InferenceCost.Running.Workers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Running;

/// <summary>What cold launches say of weights whose size is known.</summary>
public sealed class MemoryOfWeightsTests : IDisposable
{
    private const int Width = 4096;
    private const long AddedBytes = 4L * Width * Width;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_added_matrix_that_is_used_weighs_what_it_holds_beyond_the_runtimes_own_copy()
    {
        var small = TinyModels.Mlp([16, Width, 10]).Save(folder.File("small.onnx"));
        var large = TinyModels.Mlp([16, Width, Width, 10]).Save(folder.File("large.onnx"));
        var added = await Growth(large, prepacking: true) - await Growth(small, prepacking: true);
        var addedWithoutCopies = await Growth(large, prepacking: false) - await Growth(small, prepacking: false);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{AddedBytes / 1e6:0.0} MB added: {added / 1e6:0.0} MB more, {addedWithoutCopies / 1e6:0.0} MB without rearranged copies"));
        Assert.InRange(addedWithoutCopies, 0.95 * AddedBytes, 1.05 * AddedBytes);
        Assert.True(added >= 0.95 * AddedBytes);
    }

    /// <summary>The lowest of three launches: what else a process takes varies upwards only.</summary>
    private async Task<double> Growth(string model, bool prepacking)
    {
        var growths = new List<double>();
        for (var launch = 0; launch < 3; launch++)
        {
            var executor = new WorkerExecutor(
                new CapturedProcess("dotnet", [Path.Combine(AppContext.BaseDirectory, "InferenceCost.Benchmarks.dll"), "worker"]),
                _ => Job(model, prepacking),
                folder.Path);
            var cold = Assert.IsType<ColdResult>(await executor.Execute(
                new PlanStep { Scenario = ColdStartScenario.Name, Family = "f", Provider = "cpu", Models = ["m"], Batch = 1 },
                TestContext.Current.CancellationToken));
            growths.Add(cold.SteadyBytes - cold.ZeroBytes);
        }

        return growths.Min();
    }

    private static ColdJob Job(string model, bool prepacking) => new()
    {
        Provider = "cpu",
        Settings =
            new SessionSettings { Extra = prepacking ? new Dictionary<string, string>() : new() { ["session.disable_prepacking"] = "1" } },
        Model = new JobModel("m", model, new InputSource(), null),
        Batch = 1,
    };
}
