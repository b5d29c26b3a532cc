using InferenceCost.Runtime.Native;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.ConsoleArguments;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using InferenceCost.Machine.Facts;
using Perfolizer.Horology;
using Perfolizer.Mathematics.OutlierDetection;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>
/// How BenchmarkDotNet's tables are made: out of process, outliers kept, no ratio columns (its cases run one after the other, so their
/// ratios would carry the machine's drift).
/// </summary>
internal static class TablesConfig
{
    /// <summary>The configuration of a run's tables: short iterations, since the claim does not rest on them.</summary>
    /// <param name="folder">Where the files go.</param>
    /// <param name="logger">Where BenchmarkDotNet's own log goes.</param>
    public static IConfig Create(string folder, ILogger logger) => Shared(folder, logger).AddJob(Job.Default
        .WithWarmupCount(2)
        .WithIterationCount(8)
        .WithIterationTime(TimeInterval.FromMilliseconds(100))
        .WithOutlierMode(OutlierMode.DontRemove)
        // A loop around nothing takes a nanosecond a turn, which is not seen beside calls of 20 us and more.
        .WithEvaluateOverhead(false)
        .WithToolchain(TablesToolchain.Instance)
        .WithEnvironmentVariable(RuntimeTelemetry.Variable, RuntimeTelemetry.Off)
        .WithId("InferenceCost"));

    /// <summary>
    /// The configuration for the `bench` command, whose arguments bring jobs of their own. A job that was given a toolchain (by
    /// `--runtimes` or `--inProcess`) keeps it.
    /// </summary>
    /// <param name="arguments">BenchmarkDotNet's arguments.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="logger">Where BenchmarkDotNet's own log goes.</param>
    public static ManualConfig Bench(IReadOnlyList<string> arguments, string folder, ILogger logger)
    {
        var shared = Shared(folder, logger);
        var jobs = ConfigParser.Parse([.. arguments], NullLogger.Instance, shared).config?.GetJobs() ?? [];
        return jobs.Any(job => job.HasValue(InfrastructureMode.ToolchainCharacteristic))
            ? shared
            : shared.AddJob(Job.Default.WithToolchain(TablesToolchain.Instance).AsMutator());
    }

    /// <summary>The configuration without a job.</summary>
    private static ManualConfig Shared(string folder, ILogger logger)
    {
        // Where `bench` is asked for another runtime, BenchmarkDotNet generates a project, which builds ours again and does not see the
        // properties of this build; MSBuild reads the environment.
        Environment.SetEnvironmentVariable(nameof(BuildFacts.OrtPackage), BuildFacts.Read().OrtPackage);

        // This build has been analysed; analysing it again would take half of the time that the tables have.
        Environment.SetEnvironmentVariable("RunAnalyzers", "false");
        return ManualConfig.CreateEmpty()
            .AddLogger(logger)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddExporter(MarkdownExporter.GitHub, JsonExporter.Full)
            .WithArtifactsPath(folder)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(80));
    }
}
