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

    [Fact]
    public async Task Cancelling_ends_the_children_of_the_child_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sleep is a matter of Unix");
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var beats = folder.File("beats");
        var run = new CapturedProcess("sh", ["-c", $"(while true; do echo . >> '{beats}'; sleep 0.02; done) & wait"]).Run("", cancel.Token);
        while (!File.Exists(beats))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var after = new FileInfo(beats).Length;
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(after, new FileInfo(beats).Length);
    }

    [Fact]
    public async Task The_child_reads_its_line_and_its_input_stays_open()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is a matter of Unix");
        var exit = await new CapturedProcess("bash", ["-c", "read -r line; echo \"$line\"; read -r -t 0.3; echo $(($? > 128))"])
            .Run("ünïcode", TestContext.Current.CancellationToken);
        Assert.Equal((0, "ünïcode\n1\n"), (exit.ExitCode, exit.LastOutput));
    }

    [Fact]
    public async Task A_child_that_does_not_read_a_long_line_is_no_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is a matter of Unix");
        var exit = await new CapturedProcess("sh", ["-c", "exit 5"]).Run(new string('x', 1 << 20), TestContext.Current.CancellationToken);
        Assert.Equal(5, exit.ExitCode);
    }

    [Fact]
    public async Task Only_the_end_of_what_it_prints_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is a matter of Unix");
        var exit = await new CapturedProcess("sh", ["-c", "seq 1 20000"]).Run("", TestContext.Current.CancellationToken);
        Assert.Equal(4000, exit.LastOutput.Length);
        Assert.EndsWith("19999\n20000\n", exit.LastOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_says_of_an_error_is_kept_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the shell is a matter of Unix");
        var exit = await new CapturedProcess("sh", ["-c", "echo mishap >&2"]).Run("", TestContext.Current.CancellationToken);
        Assert.Equal("mishap\n", exit.LastOutput);
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
