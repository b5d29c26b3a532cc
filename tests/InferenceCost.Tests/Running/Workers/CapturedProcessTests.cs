using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Tests.Running.Workers;

public sealed class CapturedProcessTests
{
    [Theory]
    [InlineData("kill -9 $$", "killed")]
    [InlineData("kill -SEGV $$", "crashed")]
    [InlineData("echo last words; exit 3", "crashed")]
    public async Task A_worker_that_dies_is_a_failed_step_with_a_fix(string script, string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are a matter of Unix");
        using var folder = new TemporaryFolder();
        var executor = new WorkerExecutor(new CapturedProcess("sh", ["-c", script]), _ => Job, folder.Path);
        var failed = Assert.IsType<FailedResult>(await executor.Execute(Step, TestContext.Current.CancellationToken));
        Assert.Equal(code, failed.Code);
        Assert.NotEmpty(failed.Fix);
        Assert.Equal(script.StartsWith("echo", StringComparison.Ordinal), failed.Message.Contains("last words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_that_never_answers_is_ended_and_nothing_of_it_is_left()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sleep is a matter of Unix");
        using var folder = new TemporaryFolder();
        var executor = new WorkerExecutor(new CapturedProcess("sleep", ["600"]), _ => Job, folder.Path, _ => TimeSpan.FromSeconds(0.2));
        Assert.Equal("hung", Assert.IsType<FailedResult>(await executor.Execute(Step, TestContext.Current.CancellationToken)).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Cancelling_ends_the_child()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sleep is a matter of Unix");
        using var cancel = new CancellationTokenSource();
        var run = new CapturedProcess("sleep", ["600"]).Run("", cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static PlanStep Step => new() { Scenario = ColdStartScenario.Name, Family = "f", Provider = "cpu", Models = ["m"], Batch = 1 };

    private static ColdJob Job => new()
    {
        Provider = "cpu",
        Settings = new InferenceCost.Runtime.Workloads.SessionSettings(),
        Model = new JobModel("m", "m.onnx", new InferenceCost.Tasks.Inputs.InputSource(), null),
        Batch = 1,
    };
}
