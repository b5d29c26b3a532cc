using InferenceCost.Foundation;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Scenarios.Throughput;

namespace InferenceCost.Tests.Running.Planning;

public sealed class FamilyPlannerTests
{
    private static readonly PlanRequest Request = new()
    {
        Family = "f",
        Provider = "cpu",
        Teacher = "t",
        Students = ["a", "b"],
        Controls = new Dictionary<string, string> { ["a-control"] = "a", ["b-control"] = "b" },
        Items = 1000,
        Callers = 2,
        LeftOut = [MachinePeakScenario.Name, EnergyScenario.Name],
    };

    [Fact]
    public void With_time_enough_nothing_is_dropped_and_every_kind_has_its_launches()
    {
        var plan = Build(Profile.Default, 1000);
        Assert.Empty(plan.Dropped);
        Assert.Equal(10, plan.Steps.Count(step => step.Scenario == LatencyScenario.Name));
        Assert.Equal(3 * 6, plan.Steps.Count(step => step.Scenario == ColdStartScenario.Name && step.Prepacking));
        Assert.Equal(3, plan.Steps.Count(step => step.Scenario == ColdStartScenario.Name && !step.Prepacking));
        Assert.Equal(6, plan.Steps.Count(step => step.Scenario == ThroughputScenario.Name));
        Assert.Equal(5, plan.Steps.Count(step => step.Scenario == ScoringScenario.Name));
        Assert.Equal(plan.Steps.Count, plan.Steps.Select(step => step.Id).Distinct().Count());
    }

    [Fact]
    public void What_does_not_fit_is_dropped_from_the_end_and_named()
    {
        var whole = Build(Profile.Default, 1000);
        var plan = Build(Profile.Default, whole.EstimatedSeconds - 1);
        Assert.Equal("benchmarkDotNetTables", Assert.Single(plan.Dropped).Metric);
        Assert.True(plan.EstimatedSeconds <= whole.EstimatedSeconds - 1);
    }

    [Theory]
    [InlineData("quick")]
    [InlineData("default")]
    [InlineData("thorough")]
    public void However_short_the_time_six_launches_of_each_kind_stay(string profile)
    {
        var plan = Build(Profile.Find(profile), 1);
        Assert.Equal(6, plan.Steps.Count(step => step.Scenario == LatencyScenario.Name));
        Assert.Equal(6, plan.Steps.Count(step => step.Scenario == ThroughputScenario.Name));
        Assert.Equal(18, plan.Steps.Count(step => step.Scenario == ColdStartScenario.Name && step.Prepacking));
        Assert.Equal(3, plan.Steps.Count(step => step.Scenario == ScoringScenario.Name));
        Assert.DoesNotContain(plan.Steps, step => step.Optional);
    }

    [Fact]
    public void Cold_launches_go_through_the_models_in_alternating_order()
    {
        var rounds = Build(Profile.Quick, 1000).Steps.Where(step => step.Scenario == ColdStartScenario.Name && step.Prepacking)
            .GroupBy(step => step.Launch).Select(group => string.Concat(group.Select(step => step.Models[0]))).ToList();
        Assert.Equal(["tab", "bat", "tab", "bat", "tab", "bat"], rounds);
    }

    [Fact]
    public void The_limits_of_the_machine_come_first_and_again_after_the_rounds_where_there_is_time()
    {
        var request = Request with { LeftOut = [EnergyScenario.Name] };
        var whole = FamilyPlanner.Build(request, Probes(), Profile.Quick, 1000, 1000);
        Assert.Equal((MachinePeakScenario.Name, "limits/f/cpu/b1/0"), (whole.Steps[0].Scenario, whole.Steps[0].Id));
        Assert.Equal([0, 1], whole.Steps.Where(step => step.Scenario == MachinePeakScenario.Name).Select(step => step.Launch));
        Assert.DoesNotContain(Build(Profile.Quick, 1000).Steps, step => step.Scenario == MachinePeakScenario.Name);

        var required = whole.Steps.Where(step => !step.Optional).Sum(step => step.EstimatedSeconds);
        var tight = FamilyPlanner.Build(request, Probes(), Profile.Quick, required, 1000);
        Assert.Equal(0, Assert.Single(tight.Steps, step => step.Scenario == MachinePeakScenario.Name).Launch);
        Assert.Equal(
            ("limits", null), tight.Dropped.Where(item => item.Metric == "limits").Select(item => (item.Metric, item.Model)).Single());
    }

    [Fact]
    public void Own_batches_are_run_only_where_another_batch_is_best()
    {
        var fasterAlone = new ModelProbe("a", 0.3, new Dictionary<int, double> { [1] = 1_000, [32] = 64_000 });
        var probes = Probes();
        probes["a"] = fasterAlone;
        var plan = FamilyPlanner.Build(Request, probes, Profile.Quick, 1000, 1000);
        var own = plan.Steps.First(step => step.OwnBatches is not null).OwnBatches!;
        Assert.Equal((32, 1, 32), (own["t"], own["a"], own["b"]));
        Assert.DoesNotContain(Build(Profile.Quick, 1000).Steps, step => step.OwnBatches is not null);
    }

    [Fact]
    public void Where_a_model_cannot_run_a_batch_the_largest_that_all_can_run_is_common_and_latency_at_it_is_dropped_aloud()
    {
        var probes = Probes();
        probes["b"] = new ModelProbe("b", 0.3, new Dictionary<int, double> { [1] = 1e4, [8] = 5e4 })
        {
            Refused = new Dictionary<int, string> { [32] = "the model's batch is fixed at 8 (input x)" },
        };
        var plan = FamilyPlanner.Build(Request with { LatencyBatches = [1, 32] }, probes, Profile.Quick, 1000, 1000);
        Assert.All(
            plan.Steps.Where(step => step.Scenario is ThroughputScenario.Name or ColdStartScenario.Name),
            step => Assert.Equal(8, step.Batch));
        Assert.All(plan.Steps.Where(step => step.Scenario == LatencyScenario.Name), step => Assert.Equal(1, step.Batch));
        Assert.Equal(["latency", "throughput"], plan.Dropped.Select(item => item.Metric));
        Assert.All(
            plan.Dropped,
            item => Assert.StartsWith("batch 32: b: the model's batch is fixed at 8 (input x)", item.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_that_could_not_be_probed_is_in_no_step()
    {
        var probes = Probes();
        probes.Remove("b");
        Assert.DoesNotContain(FamilyPlanner.Build(Request, probes, Profile.Quick, 1000, 1000).Steps, step => step.Models.Contains("b"));
    }

    [Fact]
    public void Without_items_nothing_is_scored() =>
        Assert.DoesNotContain(
            FamilyPlanner.Build(Request with { Items = 0 }, Probes(), Profile.Quick, 1000, 1000).Steps,
            step => step.Scenario == ScoringScenario.Name);

    [Theory]
    [InlineData(1000, "t a b")]
    [InlineData(500, "t a|t b")]
    [InlineData(1, "t a|t b")]
    public void Models_that_do_not_fit_into_memory_together_take_turns_with_the_teacher_in_groups(long megabytes, string groups)
    {
        var probes = Probes().ToDictionary(pair => pair.Key, pair => pair.Value with { GrowthBytes = 200_000_000 });
        var plan = FamilyPlanner.Build(Request with { MemoryBytes = megabytes * 1_000_000 }, probes, Profile.Quick, 1000, 1000);
        foreach (var kind in new[] { LatencyScenario.Name, ThroughputScenario.Name })
        {
            var steps = plan.Steps.Where(step => step.Scenario == kind && step.Launch == 2).Select(step => string.Join(' ', step.Models));
            Assert.Equal(groups.Split('|'), steps);
        }

        Assert.Equal(plan.Steps.Count, plan.Steps.Select(step => step.Id).Distinct().Count());
    }

    [Fact]
    public void At_other_sizes_and_threads_calls_alone_are_timed_and_all_of_that_may_be_dropped()
    {
        var further = Request with { Variant = new Variant(["sequence=128"], 2) };
        var whole = FamilyPlanner.Build(Request, Probes(), Profile.Quick, 1000, 1000, [(further, Probes())]);
        var other = whole.Steps.Where(step => step.Variant is not null).ToList();
        Assert.Equal([LatencyScenario.Name, ThroughputScenario.Name], other.Select(step => step.Scenario).Distinct().Order());
        Assert.Equal(6, other.Count(step => step.Scenario == LatencyScenario.Name));
        Assert.All(other, step => Assert.True(step.Optional));
        Assert.Contains("latency/f/cpu/b1/t2/sequence=128/0", other.Select(step => step.Id));
        Assert.Equal(whole.Steps.Count, whole.Steps.Select(step => step.Id).Distinct().Count());

        var required = whole.Steps.Where(step => !step.Optional).Sum(step => step.EstimatedSeconds);
        var tight = FamilyPlanner.Build(Request, Probes(), Profile.Quick, required, 1000, [(further, Probes())]);
        Assert.All(tight.Steps, step => Assert.Null(step.Variant));
        Assert.Contains(tight.Dropped, item => item.Metric == "latency");
    }

    [Fact]
    public void A_larger_batch_must_win_clearly_to_be_the_best()
    {
        Assert.Equal(8, new ModelProbe("m", 0, new Dictionary<int, double> { [1] = 100, [8] = 400, [32] = 1590 }).BestBatch());
        Assert.Equal(32, new ModelProbe("m", 0, new Dictionary<int, double> { [1] = 100, [8] = 400, [32] = 1500 }).BestBatch());
    }

    [Fact]
    public void A_batch_that_was_not_tried_is_taken_from_its_neighbour() =>
        Assert.Equal(800, new ModelProbe("m", 0, new Dictionary<int, double> { [1] = 100, [8] = 400 }).CallAt(16));

    [Fact]
    public void An_unknown_profile_is_refused_and_the_known_are_named() =>
        Assert.Contains("thorough", Assert.Throws<InputException>(() => Profile.Find("fast")).Fix, StringComparison.Ordinal);

    private static Plan Build(Profile profile, double seconds) => FamilyPlanner.Build(Request, Probes(), profile, seconds, seconds);

    private static Dictionary<string, ModelProbe> Probes() => new()
    {
        ["t"] = Probe("t", 1e6),
        ["a"] = Probe("a", 1e5),
        ["b"] = Probe("b", 1e4),
    };

    private static ModelProbe Probe(string model, double nanoseconds) =>
        new(model, 0.3, new Dictionary<int, double> { [1] = nanoseconds, [8] = 6 * nanoseconds, [32] = 20 * nanoseconds });
}
