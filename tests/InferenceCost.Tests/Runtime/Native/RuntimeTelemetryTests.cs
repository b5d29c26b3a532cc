using InferenceCost.Runtime.Native;
using System.Diagnostics;
using InferenceCost.Running.Workers;

namespace InferenceCost.Tests.Runtime.Native;

/// <summary>
/// Whether ONNX Runtime's telemetry runs, as the system sees it: by its thread, by its open database, and by the files in a cache folder
/// that was empty.
/// </summary>
public sealed class RuntimeTelemetryTests : IDisposable
{
    private const string OnlyLinux = "only on Linux does /proc show the threads and files of a process";

    /// <summary>
    /// Where one of these is set, the library takes the machine for one of continuous integration and starts no telemetry (1.32.0).
    /// </summary>
    private static readonly string[] SignsOfIntegration =
    [
        "CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "TRAVIS", "JENKINS_URL", "CODEBUILD_BUILD_ID", "BUILDKITE",
        "TEAMCITY_VERSION", "APPVEYOR", "BITBUCKET_BUILD_NUMBER",
    ];

    private readonly TemporaryFolder home = new();

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData("on", 2, true)]
    [InlineData("off", 1, false)]
    public async Task The_library_starts_a_thread_and_writes_a_database_unless_it_is_turned_off_before(
        string state, int threads, bool writes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), OnlyLinux);
        using var child = Started(typeof(RuntimeTelemetryTests).Assembly.Location, [], (TestHost.LoadVariable, state));
        Assert.Equal($"{TestHost.Loaded}, {state}", await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var seen = new List<TelemetryTraces>();
        for (var look = 0; look < 15; look++)
        {
            seen.AddRange(TelemetryTraces.Below(child.Id));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        child.StandardInput.Close();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((threads, writes, writes), (UsualThreads(seen), seen.All(traces => traces.Databases > 0), Files().Length > 0));
    }

    [Fact]
    public async Task The_program_and_its_workers_have_neither_the_thread_nor_the_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), OnlyLinux);
        using var program = Started(Path.Combine(AppContext.BaseDirectory, "InferenceCost.Benchmarks.dll"), ["doctor", "--format", "json"]);
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var seen = new List<TelemetryTraces>();
        while (!program.HasExited)
        {
            seen.AddRange(TelemetryTraces.Below(program.Id));
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        Assert.Contains("\"telemetry\": \"off\"", await output, StringComparison.Ordinal);
        Assert.Contains(seen, traces => traces.Process == program.Id);
        Assert.Contains(seen, traces => traces.Process != program.Id);
        Assert.All(seen.GroupBy(traces => traces.Process), traces => Assert.Equal(1, UsualThreads([.. traces])));
        Assert.All(seen, traces => Assert.Equal(0, traces.Databases));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_child_process_has_it_off_whatever_else_it_is_given()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sh is a matter of Unix");
        var asked = new Dictionary<string, string> { [RuntimeTelemetry.Variable] = "0" };
        var exit = await new CapturedProcess("sh", ["-c", $"echo ${RuntimeTelemetry.Variable}"], asked)
            .Run("", TestContext.Current.CancellationToken);
        Assert.Equal(RuntimeTelemetry.Off, exit.LastOutput.Trim());
    }

    [Fact]
    public void It_is_off_in_this_process() => Assert.Equal("off", RuntimeTelemetry.State);

    /// <summary>
    /// Started with an empty home, and without the variables by which this process, or the machine that tests it, has telemetry off.
    /// </summary>
    private Process Started(string library, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(CapturedProcess.DotnetHost, [library, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in SignsOfIntegration.Append(RuntimeTelemetry.Variable))
        {
            start.Environment.Remove(variable);
        }

        start.Environment["HOME"] = home.Path;
        start.Environment["XDG_CACHE_HOME"] = home.File("cache");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>
    /// In most looks: a thread of .NET has the name of the one that starts it for a moment, that of the telemetry for ever.
    /// </summary>
    private static int UsualThreads(List<TelemetryTraces> seen) => seen.Select(traces => traces.Threads).Order().ElementAt(seen.Count / 2);

    private string[] Files() => Directory.GetFiles(home.Path, "*", SearchOption.AllDirectories);
}
