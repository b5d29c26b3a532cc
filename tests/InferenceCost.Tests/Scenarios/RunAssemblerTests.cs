using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Scenarios.Tables;
using InferenceCost.Scenarios.Throughput;
using InferenceCost.Tests.Running;

namespace InferenceCost.Tests.Scenarios;

public sealed class RunAssemblerTests
{
    [Fact]
    public void Ratios_say_how_many_times_less_the_student_needs()
    {
        var run = Assemble(Answers());
        Assert.All(new[] { Metric.Latency.Id, Metric.Throughput.Id, Metric.PeakMemory.Id }, metric =>
        {
            var ratio = Assert.Single(run.Ratios, ratio => ratio.Metric == metric);
            Assert.Equal(4, ratio.Estimate!.Value, 9);
            Assert.Equal(6, ratio.Launches.Count);
            Assert.Equal(0.96875, ratio.Confidence!.Value, 9);
            Assert.False(ratio.Contaminated);
        });
    }

    [Fact]
    public void Multiply_accumulates_that_the_probe_counted_are_told_of_each_model() =>
        Assert.Equal(
            [("t", 4000L), ("s", 1000L)], Assemble(Answers()).Families[0].Models.Select(model => (model.Id, model.MacsPerItem ?? 0)));

    [Fact]
    public void Every_metric_has_a_valid_case_per_model_and_ids_differ()
    {
        var run = Assemble(Answers());
        Assert.Equal(2 * 6, run.Cases.Count);
        Assert.All(run.Cases, item => Assert.True(item.Valid));
        Assert.Equal(run.Cases.Count, run.Cases.Select(item => item.Id).Distinct().Count());
        Assert.Contains(run.Cases, item => item.Id == "latency/f/t/cpu/b1/t1");
    }

    [Fact]
    public void Quantiles_of_a_latency_are_of_calls_and_in_order_however_skewed_they_are()
    {
        // Nine calls of ten take 40 us and one takes a millisecond: every block's mean is 136 us.
        var calls = CallHistogram.Count([.. Enumerable.Repeat(40_000f, 900), .. Enumerable.Repeat(1_000_000f, 100)]);
        var run = Assemble(Answers(), step => step.Scenario == LatencyScenario.Name
            ? new LatencyResult(
                [.. ((LatencyResult)FakeAnswers.Of(step)).Models.Select(
                    model => model with { Blocks = [136_000, 136_000], CallTimes = model.Model == "t" ? calls : null })],
                [])
            : null);
        var of = run.Cases.Where(item => item.Metric == Metric.Latency.Id).ToDictionary(item => item.Model, item => item.Summary!);
        Assert.Equal((SampleKind.Call, 6000), (of["t"].Of!.Value, of["t"].Count));
        Assert.Equal(40_000, of["t"].Median, 40_000 * 0.0025);
        Assert.Equal(136_000, of["t"].Mean, 136_000 * 0.0025);
        Assert.True(of["t"].Min <= of["t"].P25 && of["t"].P25 <= of["t"].Median);
        Assert.Equal((SampleKind.Block, 136_000.0), (of["s"].Of!.Value, of["s"].Median));
    }

    [Fact]
    public void Growth_below_the_resolution_makes_the_memory_ratio_a_lower_bound()
    {
        var run = Assemble(Answers(), step => step is { Scenario: ColdStartScenario.Name } && step.Models[0] == "s"
            ? FakeAnswers.Cold("s") with { PeakBytes = 70_400_000 }
            : null);
        var ratio = run.Ratios.First(item => item.Metric == Metric.PeakMemory.Id);
        Assert.True(ratio.AtLeast);
        Assert.Equal(40, ratio.Estimate!.Value, 9);
        Assert.Equal(400_000, ratio.Launches[0].Student[0]);
    }

    [Fact]
    public void Copies_of_weights_are_what_a_launch_without_them_lacks()
    {
        var parts = Assemble(Answers()).Cases.First(item => item is { Metric: "steadyMemory", Model: "t" }).Parts!;
        Assert.Equal(12_000_000, parts["prepackedCopies"]);
        Assert.Equal(40_000_000, parts["growth"]);
    }

    [Fact]
    public void A_student_of_a_teacher_that_fails_says_so()
    {
        var run = Assemble(Answers(), step => step.Scenario == PlanStep.Probe && step.Models[0] == "t"
            ? new FailedResult("crashed", "the process crashed", "use another version")
            : null);
        Assert.All(run.Cases.Where(item => item.Model == "t"), item => Assert.Equal("crashed", item.Reasons[0].Code));
        Assert.All(run.Cases.Where(item => item.Model != "t"), item => Assert.Equal("no-teacher", item.Reasons[0].Code));
    }

    [Fact]
    public void Callers_are_those_that_called() => Assert.All(
        Assemble(
            Answers(),
            step => step.Scenario == ThroughputScenario.Name ? ((ThroughputResult)FakeAnswers.Of(step)) with { Callers = 1 } : null)
            .Cases.Where(item => item.Metric == Metric.Throughput.Id),
            item => Assert.Equal((1, true), (item.Callers, item.Id.EndsWith("/t1", StringComparison.Ordinal))));

    [Fact]
    public void A_failed_cold_launch_leaves_the_other_rounds_paired()
    {
        var run = Assemble(
            Answers(), step => step is { Scenario: ColdStartScenario.Name, Launch: 2, Prepacking: true } && step.Models[0] == "t"
                ? new FailedResult("killed", "the process was killed", "use a smaller batch")
                : null);
        var ratio = run.Ratios.First(item => item.Metric == Metric.PeakMemory.Id);
        Assert.Equal([0, 1, 3, 4, 5], ratio.Launches.Select(launch => launch.Index));
        Assert.Null(ratio.Low);
        Assert.Contains(run.Cases.First(item => item is { Metric: "load", Model: "t" }).Reasons, reason => reason.Code == "launch-failed");
        Assert.True(run.Cases.First(item => item is { Metric: "load", Model: "t" }).Valid);
    }

    [Fact]
    public void A_machine_that_treats_one_model_worse_contaminates_the_ratio()
    {
        var run = Assemble(Answers(), step => step.Scenario == LatencyScenario.Name
            ? new LatencyResult(
                [.. ((LatencyResult)FakeAnswers.Of(step)).Models.Select(
                    model => model with { Canary = [.. model.Canary.Select(time => model.Model == "s" ? time : 1.1 * time)] })],
                [])
            : null);
        Assert.True(run.Ratios.First(item => item.Metric == Metric.Latency.Id).Contaminated);
    }

    [Fact]
    public void A_node_elsewhere_than_asked_makes_every_case_of_the_model_invalid()
    {
        var probe = FakeAnswers.Probe(1);
        var run = Assemble(Answers(), step => step.Scenario == PlanStep.Probe && step.Models[0] == "s"
            ? probe with { Setup = probe.Setup with { Placement = new PlacementRecord(
                PlacementSource.Assignment, new Dictionary<string, int>(), ["MatMul (m) on Other"]) } }
            : null);
        Assert.All(run.Cases, item => Assert.Equal(item.Model != "s", item.Valid));
    }

    [Fact]
    public void The_limits_are_those_of_the_best_blocks_and_keep_all_of_them()
    {
        var all = Assemble(Answers()).Limits;
        Assert.Equal([(1, 100e9), (2, 200e9)], all.Select(item => (item.Callers, item.MacsPerSecond)));
        var limits = all[0];
        Assert.Equal(("cpu", 1, 100e9, 20e9), (limits.Provider, limits.Threads, limits.MacsPerSecond, limits.BytesPerSecond));
        Assert.Equal((2 * 3, 2 * 2), (limits.Arithmetic.CallNanoseconds.Length, limits.Memory.CallNanoseconds.Length));
    }

    [Fact]
    public void A_failed_measurement_of_the_limits_costs_nothing_but_the_limits()
    {
        var run = Assemble(
            Answers(),
            step => step.Scenario == MachinePeakScenario.Name ? new FailedResult("killed", "the process was killed", "free memory") : null);
        Assert.Empty(run.Limits);
        Assert.Equal("launch 1: the process was killed", run.Unavailable.First(item => item.Metric == "limits").Reason);
        Assert.All(run.Cases, item => Assert.True(item.Valid));
    }

    [Fact]
    public void A_table_that_disagrees_by_more_than_a_quarter_is_reported()
    {
        var step = new PlanStep { Scenario = TablesScenario.Name, Family = "f", Provider = "cpu", Models = ["t", "s"], Batch = 32 };
        var tables = new FinishedStep(step, 60, new TablesResult([new TableRow("t", 1, 4.1e6, 0), new TableRow("s", 1, 1.4e6, 0)]));
        var run = Assemble([.. Answers(), tables]);
        Assert.Contains("f/s", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_of_an_older_version_tell_the_common_batch_by_those_of_throughput_and_memory()
    {
        // The probes were asked for batch 32, which not every model runs.
        var older = Answers(largestBatch: 8).Select(step => step with { Step = step.Step with { CommonBatch = null } }).ToList();
        var run = Assemble(older);
        string[] common = [Metric.Throughput.Id, Metric.PeakMemory.Id, Metric.SteadyMemory.Id];
        Assert.Equal([8], run.Cases.Where(item => common.Contains(item.Metric)).Select(item => item.Batch).Distinct());
        Assert.Equal([8, 8], run.Ratios.Where(item => common.Contains(item.Metric)).Select(item => item.Batch));

        var probed = Assemble([.. older.Where(step => step.Step.Scenario == PlanStep.Probe)]);
        Assert.Equal([32], probed.Cases.Where(item => common.Contains(item.Metric)).Select(item => item.Batch).Distinct());
    }

    private static List<FinishedStep> Answers(int largestBatch = 32)
    {
        var request = new PlanRequest
        {
            Family = "f", Provider = "cpu", Teacher = "t", Students = ["s"], Callers = 2, LeftOut = [EnergyScenario.Name],
        };
        var probes = ProbeScenario.Before(request);
        var models = probes.ToDictionary(
            step => step.Models[0],
            step => new ModelProbe(
                step.Models[0], 0.3,
                new Dictionary<int, double> { [1] = Nanoseconds(step, 1), [largestBatch] = largestBatch * Nanoseconds(step, 32) / 32 }));
        var plan = FamilyPlanner.Build(request, models, Profile.Quick, 1000, 1000);
        return [.. probes.Concat(plan.Steps).Select(step => new FinishedStep(step, 1, FakeAnswers.Of(step)))];
    }

    private static double Nanoseconds(PlanStep step, int batch) =>
        FakeAnswers.Probe(FakeAnswers.Scale(step.Models[0])).CallNanoseconds[batch];

    private static RunRecord Assemble(List<FinishedStep> steps, Func<PlanStep, WorkerResult?>? instead = null)
    {
        var changed = steps.Select(step => instead?.Invoke(step.Step) is { } result ? step with { Result = result } : step).ToList();
        return new RecordAssembler(changed, [], new RunRequest(), "nowhere").Fill(Empty());
    }

    /// <summary>A run of one teacher and one student of which nothing is measured yet.</summary>
    internal static RunRecord Empty() => new()
    {
        Schema = RunRecord.CurrentSchema,
        Status = RunStatus.Complete,
        Run = new RunInfo("id", "2026-01-01T00:00:00Z", 1, null, null, "0", [], "default", 240),
        Environment = new EnvironmentRecord
        {
            Cpu = "c", LogicalCores = 2, MemoryBytes = 1, OperatingSystem = "o", Architecture = "x64", DotNet = "10", ClockResolutionNs = 1,
        },
        Fingerprint = "f",
        Native = new NativeLibraryRecord("1", "p", null, "cpu"),
        Conditions = new ConditionsRecord(),
        Families = [new FamilyRecord(
            "f", "F", new TaskRecord { Kind = TaskKind.None }, [Model("t", ModelRole.Teacher), Model("s", ModelRole.Student)])],
    };

    private static ModelRecord Model(string id, ModelRole role) => new()
    {
        Id = id, Name = id, Role = role, Precision = "fp32", Weights = WeightsKind.Trained, Sha256 = id, FileBytes = 1000,
        InitializerBytes = 900, Parameters = 225,
    };
}
