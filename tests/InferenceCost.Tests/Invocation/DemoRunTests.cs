using System.Text.Json;
using InferenceCost.Families.Catalog;
using InferenceCost.Foundation;
using InferenceCost.Invocation;
using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Tests.Invocation;

/// <summary>Runs that are carried out in one call, with answers that are made up from a known truth.</summary>
public sealed class DemoRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DemoFamily family;

    public DemoRunTests() => family = new DemoFamily(folder);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_verdicts_on_own_files_are_the_truth()
    {
        var run = (await Run("run")).Record;
        Assert.Equal([ClaimVerdict.Holds, ClaimVerdict.Partly, ClaimVerdict.DoesNotHold], run.Claims.Select(claim => claim.Verdict));
        Assert.Equal((true, RunStatus.Complete), (run.Demo, run.Status));
        Assert.All(run.Cases, item => Assert.True(item.Valid, item.Id));
    }

    [Fact]
    public async Task The_verdicts_on_the_bundled_students_are_the_truth()
    {
        var order = new RunOrder
        {
            Request = new RunRequest
            {
                ModelsFolder = ModelsFolder.Find(null), Families = ["fashion-mnist"], Providers = ["cpu"], Demo = true,
            },
            Output = folder.File("run"),
        };
        var run = (await DemoFamily.Invocation().Run(order, TestContext.Current.CancellationToken)).Record;
        var truth = new DemoTruth(run.Families);
        Assert.Equal(
            run.Claims.Select(claim => truth.Fate(claim.Family, claim.Student).Verdict()), run.Claims.Select(claim => claim.Verdict));
        Assert.Equal(3, run.Claims.Select(claim => claim.Verdict).Distinct().Count());
        Assert.Equal(0.93, run.Quality.First(quality => quality.Model == "teacher").Score, 0.01);
        Assert.NotEmpty(run.Limits);
        Assert.DoesNotContain(run.Unavailable, item => item.Metric == Metric.BenchmarkDotNetTables.Id);
        Assert.DoesNotContain(run.Notes, note => note.Contains("BenchmarkDotNet's median", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_it_comes_to_is_stored_and_the_same_every_time()
    {
        var (one, other) = (await Run("one"), await Run("other"));
        Assert.Equal(Samples(one.Record), Samples(other.Record));
        Assert.Equal(Samples(one.Record), Samples(RunStore.Read(one.Folder)));
        Assert.Equal(one.Record.Run.DurationSeconds, other.Record.Run.DurationSeconds);
        Assert.NotEqual(one.Record.Run.Id, other.Record.Run.Id);
        Assert.Contains("-demo-", one.Record.Run.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_keeps_what_is_finished_and_goes_on_as_a_demonstration()
    {
        using var stop = new CancellationTokenSource();
        var done = 0;
        var first = await DemoFamily.Invocation(happened =>
        {
            if (happened is StepEnded && ++done == 30)
            {
                stop.Cancel();
            }
        }).Run(Order("run"), stop.Token);
        Assert.Equal((true, RunStatus.Interrupted), (first.Interrupted, RunStore.Read(first.Folder).Status));
        Assert.NotEmpty(first.Record.Cases);

        var events = new List<RunEvent>();
        var resumed = await DemoFamily.Invocation(events.Add).Run(
            new RunOrder { Request = new RunRequest(), Resume = first.Folder }, TestContext.Current.CancellationToken);
        Assert.Equal((false, true, first.Record.Run.Id), (resumed.Interrupted, resumed.Record.Demo, resumed.Record.Run.Id));
        Assert.Equal(30 - 4, Assert.Single(events.OfType<PlanReady>()).AlreadyDone); // four of them were probes
        Assert.Equal(Samples((await Run("whole")).Record), Samples(RunStore.Read(resumed.Folder)));
    }

    [Fact]
    public async Task Its_clock_advances_by_what_steps_were_estimated_to_take_so_that_the_budget_counts()
    {
        var plan = (await DemoFamily.Invocation().Plan(Order("plan"), TestContext.Current.CancellationToken)).Plan;
        Assert.False(Directory.Exists(folder.File("plan")));
        var run = (await Run("run")).Record;
        Assert.Equal(plan.EstimatedSeconds + (4 * 1.5), run.Run.DurationSeconds, 0.051); // four probes; rounded to tenths
        var order = Order("poor") with { Request = family.Request with { BudgetSeconds = 5 } };
        var poor = (await DemoFamily.Invocation().Run(order, TestContext.Current.CancellationToken)).Record;
        Assert.Contains(poor.Unavailable, item => item.Reason.Contains("the budget of 5 s", StringComparison.Ordinal));
        Assert.Contains(poor.Notes, note => note.StartsWith("the budget of 5 s is too small", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_refused_leaves_no_folder()
    {
        var order = Order("run") with { Request = family.Request with { StudentFiles = [folder.File("nowhere.onnx")] } };
        await Assert.ThrowsAsync<InputException>(() => DemoFamily.Invocation().Run(order, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(folder.File("run")));
    }

    [Fact]
    public async Task A_plan_that_is_stopped_leaves_no_folder()
    {
        using var stop = new CancellationTokenSource();
        var planning = DemoFamily.Invocation(happened =>
        {
            if (happened is StepEnded)
            {
                stop.Cancel();
            }
        }).Plan(Order("run"), stop.Token);
        await Assert.ThrowsAsync<OperationCanceledException>(() => planning);
        Assert.False(Directory.Exists(folder.File("run")));
    }

    private Task<RunOutcome> Run(string name) => DemoFamily.Invocation().Run(Order(name), TestContext.Current.CancellationToken);

    private RunOrder Order(string name) => new() { Request = family.Request, Output = folder.File(name), Arguments = ["run"] };

    /// <summary>As they are stored: seven digits.</summary>
    private static IEnumerable<string> Samples(RunRecord run) =>
        run.Cases.Select(item => $"{item.Id}: {JsonSerializer.Serialize(item.Samples, RunJson.OneLine)}");
}
