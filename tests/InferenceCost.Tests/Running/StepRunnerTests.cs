using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Demo;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.Tables;

namespace InferenceCost.Tests.Running;

public sealed class StepRunnerTests : IDisposable
{
    private static readonly IReadOnlyList<PlanStep> Steps =
    [
        .. Enumerable.Range(0, 4)
            .SelectMany(launch => new[] { Step(LatencyScenario.Name, launch, "t", "s"), Step(ColdStartScenario.Name, launch, "t"), Step(
                ColdStartScenario.Name, launch, "s") }),
        Step(TablesScenario.Name, 0, "t", "s") with { Optional = true },
    ];

    private readonly TemporaryFolder folder = new();
    private readonly DemoClock time = new(TimeProvider.System);
    private readonly List<SetAsideStep> setAside = [];
    private Func<IReadOnlyList<PlanStep>, int> together = _ => 1;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Steps_run_in_order_and_each_is_in_the_journal_before_the_next_begins()
    {
        var inJournal = new List<int>();
        var executor = new FakeExecutor { Takes = _ => inJournal.Add(Journal.Read<JournalEntry>(folder.Path, ScenarioCatalog.Json).Count) };
        await Run(executor, Steps);
        Assert.Equal(Steps.Select(step => step.Id), executor.Done);
        Assert.Equal(Enumerable.Range(0, Steps.Count), inJournal);
    }

    [Fact]
    public async Task Stopped_anywhere_and_resumed_every_step_is_done_once()
    {
        for (var stop = 0; stop <= Steps.Count; stop++)
        {
            using var place = new TemporaryFolder();
            var first = new FakeExecutor { StopAfter = stop };
            await Stop(() => Run(first, Steps, place.Path), expected: stop < Steps.Count);

            // A kill leaves half a line behind.
            await File.AppendAllTextAsync(
                Path.Combine(place.Path, Journal.FileName), "{\"step\":{\"ste", TestContext.Current.CancellationToken);
            var second = new FakeExecutor();
            var finished = await Run(second, Steps, place.Path);

            Assert.Equal(Steps.Select(step => step.Id), first.Done.Concat(second.Done));
            Assert.Equal(Steps.Select(step => step.Id).Order(), finished.Keys.Order());
            Assert.Equal(Steps.Count, Journal.Read<JournalEntry>(place.Path, ScenarioCatalog.Json).Count);
        }
    }

    [Fact]
    public async Task A_step_that_fails_fails_alone()
    {
        var events = new List<RunEvent>();
        var executor = new FakeExecutor { Fails = step => step is { Scenario: ColdStartScenario.Name, Launch: 1 } };
        var finished = await Run(executor, Steps, events: events);
        Assert.Equal(2 + 1, finished.Values.Count(step => step.Result is FailedResult));
        Assert.Equal(Steps.Count, finished.Count);
        Assert.Contains(events.OfType<StepEnded>(), ended => ended.Failure == "it crashed");
    }

    [Fact]
    public async Task When_time_runs_out_optional_steps_are_left_out_aloud_and_required_ones_are_not()
    {
        var events = new List<RunEvent>();
        var dropped = new List<UnavailableRecord>();
        var executor = new FakeExecutor { Takes = step => time.Advance(10 * step.EstimatedSeconds) };
        var finished = await Run(executor, Steps, events: events, dropped: dropped, seconds: 20);
        Assert.Equal(Steps.Count - 1, finished.Count);
        Assert.Equal("benchmarkDotNetTables", Assert.Single(dropped).Metric);
        Assert.Single(events.OfType<StepDropped>());
    }

    [Fact]
    public async Task The_time_left_learns_from_the_steps_so_far()
    {
        var events = new List<RunEvent>();
        var executor = new FakeExecutor { Takes = step => time.Advance(3 * step.EstimatedSeconds) };
        await Run(executor, Steps, events: events, seconds: 1000);
        var left = events.OfType<StepStarted>().Select(started => started.SecondsLeft).ToList();
        Assert.Equal(Steps.Sum(step => step.EstimatedSeconds), left[0], 6);
        Assert.InRange(left[^1] / Steps[^1].EstimatedSeconds, 1.5, 3);
    }

    [Fact]
    public async Task Steps_that_may_run_beside_each_other_do_and_are_kept_in_their_order()
    {
        together = next => Math.Min(2, next.Count);
        IReadOnlyList<PlanStep> steps = [.. Enumerable.Range(0, 6).Select(launch => Step(ColdStartScenario.Name, launch, "t"))];
        await Run(new InPairs(), steps);
        Assert.Equal(steps.Select(step => step.Id), Journal.Read<JournalEntry>(folder.Path, ScenarioCatalog.Json)
            .Select(entry => entry.Step!.Step.Id));
    }

    [Fact]
    public async Task Several_steps_are_made_ready_at_once_and_what_is_left_is_let_go()
    {
        var executor = new FakeExecutor { MostPrepared = 3 };
        await Run(executor, [.. Enumerable.Range(0, 7).Select(launch => Step(ColdStartScenario.Name, launch, "t"))]);
        Assert.Equal(["0 1 2", "3 4 5", "6"], executor.Prepared);
        Assert.Equal(1, executor.Released);
    }

    [Fact]
    public async Task A_launch_that_met_one_model_alone_is_made_again_one_in_six_at_most()
    {
        // Undisturbed, disturbed, and so on: of twelve launches two may be set aside.
        var made = 0;
        var executor = new FakeExecutor { Answers = _ => Latency(student: made++ % 2 == 0 ? 0.99 : 0.6) };
        IReadOnlyList<PlanStep> steps = [.. Enumerable.Range(0, 12).Select(launch => Step(LatencyScenario.Name, launch, "t", "s"))];
        var events = new List<RunEvent>();
        var finished = await Run(executor, steps, events: events);
        Assert.Equal((12, 14, 2), (finished.Count, made, setAside.Count));
        Assert.Equal("s had the processor for 60 % of its time, t for 99 %", setAside[0].Reason);
        Assert.Equal([1, 2], events.OfType<StepSetAside>().Select(stray => stray.Step.Launch));

        // What an earlier invocation set aside counts in one that goes on.
        var entries = Journal.Read<JournalEntry>(folder.Path, ScenarioCatalog.Json);
        Assert.Equal(setAside.Select(stray => stray.Reason), entries.Select(entry => entry.SetAside).OfType<SetAsideStep>()
            .Select(stray => stray.Reason));
    }

    private static LatencyResult Latency(double student) => new(
        [
            new LatencySamples("t", [1e6, 1e6], [100, 100], 10, 0, 1e6, null) { BusyShare = 0.99 },
            new LatencySamples("s", [5e5, 5e5], [100, 100], 20, 0, 5e5, null) { BusyShare = student },
        ],
        []);

    private async Task<Dictionary<string, FinishedStep>> Run(
        IStepExecutor executor, IReadOnlyList<PlanStep> steps, string? place = null, List<RunEvent>? events = null,
        List<UnavailableRecord>? dropped = null, double seconds = 1000)
    {
        var path = place ?? folder.Path;
        using var journal = Journal.Open(path, ScenarioCatalog.Json);
        var finished = Journal.Read<JournalEntry>(path, ScenarioCatalog.Json)
            .Select(entry => entry.Step).OfType<FinishedStep>()
            .ToDictionary(step => step.Step.Id);
        var runner = new StepRunner(
            executor, journal, finished, dropped ?? [], setAside, happened => events?.Add(happened), time, together);
        await runner.Run(steps, seconds, TestContext.Current.CancellationToken);
        return finished;
    }

    /// <summary>Every step waits for another one.</summary>
    private sealed class InPairs : IStepExecutor
    {
        private TaskCompletionSource? first;

        public async Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation)
        {
            if (first is { } waiting)
            {
                first = null;
                waiting.SetResult();
            }
            else
            {
                first = new TaskCompletionSource();
                await first.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
            }

            return FakeAnswers.Of(step);
        }
    }

    private static async Task Stop(Func<Task> run, bool expected)
    {
        if (expected)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(run);
        }
        else
        {
            await run();
        }
    }

    private static PlanStep Step(string kind, int launch, params string[] models) => new()
    {
        Scenario = kind,
        Family = "f",
        Provider = "cpu",
        Models = models,
        Batch = 32,
        Launch = launch,
        EstimatedSeconds = 1,
    };
}
