using InferenceCost.Runtime.Native;
using BenchmarkDotNet.Loggers;
using InferenceCost.Benchmarks.Harnesses;

namespace InferenceCost.Tests.Harnesses;

public sealed class TablesConfigTests
{
    [Fact]
    public void The_processes_that_benchmark_dot_net_starts_have_the_telemetry_of_onnx_runtime_off()
    {
        using var folder = new TemporaryFolder();
        var job = Assert.Single(TablesConfig.Create(folder.Path, NullLogger.Instance).GetJobs());
        var variable = Assert.Single(job.Environment.EnvironmentVariables, item => item.Key == RuntimeTelemetry.Variable);
        Assert.Equal(RuntimeTelemetry.Off, variable.Value);
    }

    [Fact]
    public void A_job_of_bench_runs_in_this_program_unless_it_is_given_a_toolchain()
    {
        using var folder = new TemporaryFolder();
        Assert.Same(
            TablesToolchain.Instance,
            Assert.Single(TablesConfig.Bench(["--job", "short"], folder.Path, NullLogger.Instance).GetJobs()).Infrastructure.Toolchain);
        Assert.Empty(TablesConfig.Bench(["--inProcess"], folder.Path, NullLogger.Instance).GetJobs());
    }
}
