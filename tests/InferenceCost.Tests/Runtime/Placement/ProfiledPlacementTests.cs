using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Runtime.Placement;

/// <summary>Profiles of real sessions on the processor, read as if another provider had been asked for, and one that is made up.</summary>
public sealed class ProfiledPlacementTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_node_of_the_last_call_is_told_once()
    {
        var placement = Profiled(new CpuProvider());
        Assert.Equal([("CPUExecutionProvider", 1)], placement.Nodes.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal((PlacementSource.Profile, 0, 0.0), (placement.Source, placement.Elsewhere.Count, placement.TimeElsewhere));
    }

    [Fact]
    public void Nodes_elsewhere_are_named_and_their_share_of_the_call_is_told()
    {
        var placement = Profiled(new WebGpuProvider());
        Assert.Matches(@"^MatMul \(.*\) on CPUExecutionProvider$", Assert.Single(placement.Elsewhere));
        Assert.InRange(placement.TimeElsewhere!.Value, 0, 1);
    }

    [Fact]
    public void Only_the_last_call_counts_and_only_nodes_that_ran()
    {
        var path = folder.File("profile.json");
        File.WriteAllText(path, """
            [{"cat":"Session","name":"model_run","ts":10,"dur":100,"args":{}},
             {"cat":"Node","name":"a_kernel_time","ts":20,"dur":90,"args":{"op_name":"Conv","provider":"CPUExecutionProvider"}},
             {"cat":"Node","name":"b_kernel_time","ts":220,"dur":30,"args":{"op_name":"Det","provider":"CPUExecutionProvider"}},
             {"cat":"Node","name":"c_fence_before","ts":225,"dur":5,"args":{"op_name":"Add"}},
             {"cat":"Node","name":"c_kernel_time","ts":230,"dur":40,"args":{"op_name":"Add","provider":"WebGpuExecutionProvider"}},
             {"cat":"Session","name":"model_run","ts":200,"dur":120,"args":{}}]
            """);
        var placement = ProfiledPlacement.Read(path, new WebGpuProvider());
        Assert.Equal([("CPUExecutionProvider", 1), ("WebGpuExecutionProvider", 1)], placement.Nodes.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["Det (b) on CPUExecutionProvider"], placement.Elsewhere);
        Assert.Equal(0.25, placement.TimeElsewhere);
    }

    [Fact]
    public void A_profile_with_a_name_that_is_no_utf8_is_refused_in_words()
    {
        var path = folder.File("profile.json");
        File.WriteAllBytes(path, [.. """[{"cat":"Session","name":"model_run"""u8, 0xFF, .. "\",\"ts\":10,\"dur\":100,\"args\":{}}]"u8]);
        var error = Assert.Throws<InputException>(() => ProfiledPlacement.Read(path, new WebGpuProvider()));
        Assert.StartsWith($"{path}: the runtime's profile cannot be read, it is not UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_account_that_knows_of_more_nodes_counts_and_what_either_knows_to_be_elsewhere()
    {
        PlacementRecord Account(PlacementSource source, int there, int here, params string[] elsewhere) => new(
            source, new Dictionary<string, int> { ["CPUExecutionProvider"] = here, ["WebGpuExecutionProvider"] = there }, elsewhere,
            source == PlacementSource.Profile ? 0.5 : null);
        var both = PlacementProbe.Together(Account(PlacementSource.Profile, 12, 1, "a"), Account(PlacementSource.Assignment, 2, 1, "b"));
        Assert.Equal((PlacementSource.Profile, 12, 0.5), (both.Source, both.Nodes["WebGpuExecutionProvider"], both.TimeElsewhere));
        Assert.Equal(["a", "b"], both.Elsewhere);
        Assert.Equal(
            PlacementSource.Assignment,
            PlacementProbe.Together(Account(PlacementSource.Profile, 3, 0), Account(PlacementSource.Assignment, 9, 0)).Source);
        Assert.Null(
            PlacementProbe.Together(Account(PlacementSource.Profile, 3, 0), Account(PlacementSource.Assignment, 9, 0)).TimeElsewhere);
    }

    private PlacementRecord Profiled(ExecutionProvider asked)
    {
        var path = TinyModels.MatMul().Save(folder.File("model.onnx"));
        using var loaded = LoadedModel.LoadProfiled(path, new CpuProvider(), new SessionSettings(), folder.File("profile"));
        using (var workload = BoundWorkload.Bind(loaded, new InputSource().Open(loaded.Session).Batch(0, 1)))
        {
            workload.Run();
        }

        return ProfiledPlacement.Read(loaded.Session.EndProfiling(), asked);
    }
}
