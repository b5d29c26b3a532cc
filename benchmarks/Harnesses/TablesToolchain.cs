using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Results;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>
/// BenchmarkDotNet's children are this program, started anew for each row (<see cref="TablesChild"/>). By default it generates a project
/// and builds it, which takes half a minute, the .NET SDK and the checkout; what it would build only calls what is built already.
/// </summary>
internal sealed class TablesToolchain() : Toolchain("this program", new NothingToGenerate(), new NothingToBuild(), new Executor())
{
    /// <summary>The one that all jobs share, so that BenchmarkDotNet takes them for alike.</summary>
    public static readonly TablesToolchain Instance = new();

    /// <summary>The program beside this assembly.</summary>
    public static string Program { get; } = Path.ChangeExtension(
        typeof(TablesToolchain).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);

    private sealed class NothingToGenerate : IGenerator
    {
        public GenerateResult GenerateProject(BuildPartition buildPartition, ILogger logger, string rootArtifactsFolderPath) =>
            GenerateResult.Success(
                new ArtifactsPaths(rootArtifactsFolderPath, "", "", "", "", "", "", "", "", Program, buildPartition.ProgramName, ""), []);
    }

    private sealed class NothingToBuild : IBuilder
    {
        public BuildResult Build(GenerateResult generateResult, BuildPartition buildPartition, ILogger logger) =>
            BuildResult.Success(generateResult);
    }
}
