using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.ColdStart;

namespace InferenceCost.Tests.Running.Workers;

public sealed class WaitingWorkerTests : IDisposable
{
    private static ColdJob Job => new()
    {
        Provider = "cpu",
        Settings = new InferenceCost.Runtime.Workloads.SessionSettings(),
        Model = new JobModel("m", "m.onnx", new InferenceCost.Tasks.Inputs.InputSource(), null),
        Batch = 1,
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_are_started_before_the_first_begins_and_each_begins_when_it_is_told()
    {
        var executor = Executor("echo \"$$ started\" >> log; echo 'ready to begin'; read -r word; echo \"$$ $word\" >> log");
        IReadOnlyList<PlanStep> steps = [Step(0), Step(1), Step(2)];
        await executor.Prepare(steps, TestContext.Current.CancellationToken);
        Assert.Equal(["started", "started", "started"], Words());
        await executor.Execute(steps[0], TestContext.Current.CancellationToken);
        Assert.Equal(["started", "started", "started", "begin"], Words());
        await executor.Execute(steps[1], TestContext.Current.CancellationToken);
        Assert.Equal(5, Words().Count);
        await executor.Release();
    }

    [Fact]
    public async Task One_that_is_not_asked_any_more_is_ended_and_leaves_nothing()
    {
        var executor = Executor("echo 'ready to begin'; echo $$ >> log; read -r word; sleep 600");
        await executor.Prepare([Step(0), Step(1)], TestContext.Current.CancellationToken);
        var numbers = File.ReadAllLines(folder.File("log")).Select(line => int.Parse(line, null)).ToList();
        Assert.All(numbers, number => Assert.True(IsAlive(number)));
        await executor.Release();
        Assert.All(numbers, number => Assert.False(IsAlive(number)));
        Assert.Equal(["log"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task One_that_dies_while_it_waits_is_a_step_that_failed()
    {
        var executor = Executor("echo 'it died' >&2; exit 3");
        await executor.Prepare([Step(0)], TestContext.Current.CancellationToken);
        var failed = Assert.IsType<FailedResult>(await executor.Execute(Step(0), TestContext.Current.CancellationToken));
        Assert.Contains("exit code 3", failed.Message, StringComparison.Ordinal);
        Assert.Contains("it died", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_does_not_answer_in_time_is_ended()
    {
        var executor = Executor("echo 'ready to begin'; read -r word; sleep 600", TimeSpan.FromSeconds(0.3));
        await executor.Prepare([Step(0)], TestContext.Current.CancellationToken);
        var failed = Assert.IsType<FailedResult>(await executor.Execute(Step(0), TestContext.Current.CancellationToken));
        Assert.Equal(InferenceCost.Records.ReasonCode.Hung, failed.Code);
    }

    private WorkerExecutor Executor(string script, TimeSpan? patience = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "bash is a matter of Unix");
        return new WorkerExecutor(
            new CapturedProcess("bash", ["-c", $"cd '{folder.Path}'; read -r order; {script}"]), _ => Job, folder.Path,
            patience is { } limit ? _ => limit : null);
    }

    private List<string> Words() => [.. File.ReadAllLines(folder.File("log")).Select(line => line.Split(' ')[1])];

    private static PlanStep Step(int launch) =>
        new() { Scenario = ColdStartScenario.Name, Family = "f", Provider = "cpu", Models = ["m"], Batch = 1, Launch = launch };

    private static bool IsAlive(int number)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(number);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
