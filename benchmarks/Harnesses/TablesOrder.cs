using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.ConsoleArguments;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>
/// Which tables are made, for BenchmarkDotNet's children: they do not see our command line and find rows and jobs anew, in the file that
/// an environment variable names, so the file must not change while they run.
/// </summary>
/// <param name="Arguments">BenchmarkDotNet's own, where a person gave them; null for the tables of a run.</param>
/// <param name="Cases">The rows.</param>
internal sealed record TablesOrder(IReadOnlyList<string>? Arguments, IReadOnlyList<TableCase> Cases)
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "INFERENCE_COST_CASES";

    /// <summary>The classes that rows belong to.</summary>
    public static readonly Type[] Classes = [typeof(LatencyBenchmarks), typeof(BatchBenchmarks)];

    /// <summary>The order that was published.</summary>
    public static TablesOrder Read() => Environment.GetEnvironmentVariable(Variable) is { } path
        ? JsonSerializer.Deserialize<TablesOrder>(File.ReadAllText(path), RunJson.OneLine)!
        : throw new InvalidOperationException($"{Variable} names no file of cases");

    /// <summary>Writes the order and makes this process and its children find it.</summary>
    /// <param name="folder">Where the tables go.</param>
    public void Publish(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "cases.json");
        WholeFile.WriteText(path, JsonSerializer.Serialize(this, RunJson.OneLine));
        Environment.SetEnvironmentVariable(Variable, Path.GetFullPath(path));
    }

    /// <summary>The row and the job that BenchmarkDotNet asks a child for, made by the code that made them in the parent.</summary>
    /// <param name="name">The benchmark's full name.</param>
    /// <param name="job">The job's id.</param>
    public BenchmarkCase Find(string name, string job)
    {
        var config = Config("", NullLogger.Instance);
        return Classes.SelectMany(type => BenchmarkConverter.TypeToBenchmarks(type, config).BenchmarksCases)
            .First(row => FullNameProvider.GetBenchmarkName(row) == name && row.Job.Id == job);
    }

    private IConfig Config(string folder, ILogger logger)
    {
        if (Arguments is null)
        {
            return TablesConfig.Create(folder, logger);
        }

        var given = TablesConfig.Bench(Arguments, folder, logger);
        return ManualConfig.Union(given, ConfigParser.Parse([.. Arguments], logger, given).config);
    }
}
