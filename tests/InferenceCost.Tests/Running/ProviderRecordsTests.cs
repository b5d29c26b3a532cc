using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Planning;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tests.Scenarios;

namespace InferenceCost.Tests.Running;

/// <summary>What becomes of the probes of a provider other than the CPU, in answers that are made up.</summary>
public sealed class ProviderRecordsTests
{
    private static readonly PlacementRecord Proved = new(
        PlacementSource.Profile, new Dictionary<string, int> { ["WebGpuExecutionProvider"] = 3 }, []);
    private static readonly PlacementRecord Straying = new(
        PlacementSource.Assignment, new Dictionary<string, int> { ["CPUExecutionProvider"] = 1, ["WebGpuExecutionProvider"] = 2 },
        ["Det (d) on CPUExecutionProvider"], 0.25);
    private static readonly ProviderProof Good = new(new OutputDifference(10, 1e-5, 1e-6, 8), 0.01, null);

    [Fact]
    public void A_call_without_copies_is_a_metric_of_its_own_with_a_ratio_of_its_own()
    {
        var run = Assemble(Proved, Good);
        Assert.Equal(2, run.Cases.Count(item => item is { Metric: "computeLatency", Valid: true, Batch: 1 }));
        Assert.Equal(4, Assert.Single(run.Ratios, ratio => ratio.Metric == Metric.ComputeLatency.Id).Estimate!.Value, 9);
        Assert.All(run.Cases, item => Assert.True(item.Valid, item.Id));
    }

    [Fact]
    public void A_node_elsewhere_makes_every_case_invalid_unless_that_is_allowed()
    {
        Assert.All(Assemble(Straying, Good).Cases, item =>
            Assert.Equal(
                ("placement", true, false),
                (Assert.Single(item.Reasons).Code, item.Reasons[0].Message.Contains("Det (d)", StringComparison.Ordinal), item.Valid)));
        Assert.All(
            Assemble(Straying, Good, allowFallback: true).Cases,
            item => Assert.Equal(("fallback", true), (Assert.Single(item.Reasons).Code, item.Valid)));
    }

    [Fact]
    public void A_model_of_which_nobody_tells_where_it_ran_is_not_believed() =>
        Assert.All(
            Assemble(new PlacementRecord(PlacementSource.Profile, new Dictionary<string, int>(), []), Good).Cases,
            item => Assert.Equal(("placement-unknown", false), (item.Reasons[0].Code, item.Valid)));

    [Theory]
    [InlineData(0.2, true)]
    [InlineData(0.3, false)]
    public void A_call_that_returns_before_the_device_has_finished_is_not_timed(double unfinished, bool valid)
    {
        var cases = Assemble(Proved, Good with { Unfinished = unfinished }).Cases;
        Assert.All(cases.Where(item => item.Metric == Metric.ComputeLatency.Id), item => Assert.Equal(valid, item.Valid));
        Assert.All(cases.Where(item => item.Metric == Metric.Latency.Id), item => Assert.True(item.Valid));
    }

    [Fact]
    public void Calls_that_do_not_write_their_outputs_are_believed_only_where_no_copy_is_wanted()
    {
        var cases = Assemble(Proved, Good with { WritesItsOutputs = false }).Cases;
        Assert.All(cases, item => Assert.Equal(item.Metric == Metric.ComputeLatency.Id, item.Valid));
    }

    [Fact]
    public void A_launch_that_the_provider_fails_later_costs_itself_alone()
    {
        var later = Steps(Proved, Good).Select(step => step.Step is { Scenario: LatencyScenario.Name, Launch: 5 }
            ? step with { Result = new FailedResult(ReasonCode.ProviderUnusable, "busy", "wait") }
            : step);
        var run = new RecordAssembler([.. later], [], new RunRequest(), "nowhere").Fill(RunAssemblerTests.Empty());
        Assert.Equal((5, true), (
            run.Ratios.First(ratio => ratio.Metric == Metric.Latency.Id).Launches.Count,
            run.Cases.First(item => item.Metric == Metric.Latency.Id).Valid));
    }

    [Fact]
    public void Where_nothing_lies_on_the_device_the_reason_is_told()
    {
        var missing = Assemble(Proved, Good with { NoDeviceBuffers = "no room", Unfinished = null }).Unavailable
            .Where(item => item.Metric == Metric.ComputeLatency.Id).ToList();
        Assert.Equal([("f/t", "no room"), ("f/s", "no room")], missing.Select(item => (item.Model!, item.Reason)));
    }

    [Fact]
    public void Outputs_are_compared_on_all_scored_items_or_else_on_the_one_that_was_probed()
    {
        var probed = Assemble(Proved, Good).Outputs;
        Assert.Equal([("t", 1, null), ("s", 1, (int?)null)], probed.Select(output => (output.Model, output.Items, output.OtherClass)));
        Assert.Equal((1e-5, 1e-6, 8.0), (probed[0].LargestDifference, probed[0].MeanDifference, probed[0].LargestValue));

        var step = new PlanStep { Scenario = ScoringScenario.Name, Family = "f", Provider = "webgpu", Models = ["t"], Batch = 1 };
        var quality = new FinishedStep(
            step, 1, new QualityResult(256, "hash", 1, new ScoreDifference(new OutputDifference(2560, double.PositiveInfinity, 1, 8), 3)));
        var scored = OutputRecords.Make(
            new FinishedRun(RunAssemblerTests.Empty().Families[0], "webgpu", 1, [.. Steps(Proved, Good), quality])).ToList();
        Assert.Equal((256, 3, null), (scored[0].Items, scored[0].OtherClass, scored[0].LargestDifference));
    }

    [Fact]
    public void A_case_names_the_options_of_its_provider()
    {
        var ids = Assemble(
            Proved,
            Good,
            options: new Dictionary<string, string> { ["intra_op_num_threads"] = "1", ["webgpu.path"] = "a/b", ["cuda.x"] = "1" }).Cases
            .Select(item => item.Id);
        Assert.Contains("latency/f/t/webgpu/b1/t1/webgpu.path=a_b", ids);
    }

    [Fact]
    public void A_provider_that_cannot_be_used_leaves_no_cases() =>
        Assert.Empty(Assemble(Proved, Good, instead: new FailedResult(ReasonCode.ProviderUnusable, "no driver", "install one")).Cases);

    [Fact]
    public void Energy_is_told_gross_and_net_of_idle_with_a_ratio()
    {
        // A thousand calls of eight items in four seconds: 120 J on the card, of which ten watts are idle; half of that for the student.
        EnergySamples Window(string model, double joules) => new(model, "GPU 0: card (NVML)", 0, 1000, 4, joules, 10);
        var steps = Enumerable.Range(0, 6).Select(launch => new FinishedStep(
            new PlanStep { Scenario =
                EnergyScenario.Name, Family = "f", Provider = "webgpu", Models = ["t", "s"], Batch = 8, Launch = launch },
            1,
            new EnergyResult(
            [
                Window("t", 120), Window("s", 60), Window("s", 60), Window("t", 120),
            ])));
        var run = new FinishedRun(RunAssemblerTests.Empty().Families[0], "webgpu", 1, [.. Steps(Proved, Good), .. steps]);

        var cases = EnergyRecords.Cases(run).ToList();
        Assert.Equal(["energy/f/t/webgpu/b8/t1/gpu0", "energy/f/s/webgpu/b8/t1/gpu0"], cases.Select(item => item.Id));
        Assert.Equal(
            (0.015, 0.01, 30.0, 10.0),
            (cases[0].Summary!.Median, cases[0].Parts!["netOfIdle"], cases[0].Parts!["watts"], cases[0].Parts!["idleWatts"]));
        Assert.Equal((12, "J", true), (cases[0].Samples.Sum(launch => launch.Length), cases[0].Unit, cases[0].Valid));
        var ratio = Assert.Single(EnergyRecords.Ratios(run));
        Assert.Equal((2.0, 6), (Math.Round(ratio.Estimate!.Value, 9), ratio.Launches.Count));
        Assert.Empty(EnergyRecords.Missing(run));

        var failed = new FinishedRun(RunAssemblerTests.Empty().Families[0], "webgpu", 1, [.. steps.Select(
            step => step with { Result = new FailedResult("energy", "the counter went", "measure again") })]);
        Assert.Empty(EnergyRecords.Ratios(failed));
        Assert.Equal("the counter went", Assert.Single(EnergyRecords.Missing(failed)).Reason);
    }

    [Fact]
    public void Energy_is_told_whatever_the_options_of_the_provider_are_called()
    {
        var launch = new FinishedStep(
            new PlanStep { Scenario = EnergyScenario.Name, Family = "f", Provider = "webgpu", Models = ["t"], Batch = 8 }, 1,
            new EnergyResult([new EnergySamples("t", "GPU 0: card (NVML)", 0, 1000, 4, 120, 10)]));
        var options = new Dictionary<string, string> { ["webgpu.a//b"] = "c" };
        var run = new FinishedRun(RunAssemblerTests.Empty().Families[0], "webgpu", 1, [.. Steps(Proved, Good, options), launch]);
        Assert.Equal("energy/f/t/webgpu/b8/t1/webgpu.a//b=c/gpu0", EnergyRecords.Cases(run).First().Id);
    }

    private static RunRecord Assemble(
        PlacementRecord placement, ProviderProof proof, bool allowFallback = false, IReadOnlyDictionary<string, string>? options = null,
        WorkerResult? instead = null) =>
        new RecordAssembler(Steps(placement, proof, options, instead), [], new RunRequest { AllowFallback = allowFallback }, "nowhere")
            .Fill(RunAssemblerTests.Empty());

    private static List<FinishedStep> Steps(
        PlacementRecord placement, ProviderProof proof, IReadOnlyDictionary<string, string>? options = null, WorkerResult? instead = null)
    {
        var request = new PlanRequest
        {
            Family = "f", Provider = "webgpu", Teacher = "t", Students = ["s"], Callers = 2,
            LeftOut = [MachinePeakScenario.Name, EnergyScenario.Name],
        };
        var probes = ProbeScenario.Before(request);
        var models = probes.ToDictionary(
            step => step.Models[0],
            step => new ModelProbe(step.Models[0], 0.3, FakeAnswers.Probe(1).CallNanoseconds) { OnDevice = proof.NoDeviceBuffers is null });
        return [.. probes.Concat(FamilyPlanner.Build(request, models, Profile.Quick, 1000, 1000).Steps)
            .Select(step => new FinishedStep(step, 1, FakeAnswers.Of(step) switch
            {
                ProbeResult probe => instead ?? probe with
                {
                    Setup = probe.Setup with { Placement = placement, Proof = proof, Settings = new SettingsRecord { Requested = options
                        ?? probe.Setup.Settings.Requested } },
                },
                var other => other,
            }))];
    }
}
