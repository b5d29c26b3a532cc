using System.Text.Json;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>
/// One row of BenchmarkDotNet's tables. Its children find the rows again by the file that an environment variable names: they do not see
/// our command line, and they enumerate the parameter anew, so the file must not change while they run.
/// </summary>
/// <param name="Id">The text of the row.</param>
/// <param name="Model">The model.</param>
/// <param name="Provider">The execution provider's id.</param>
/// <param name="Settings">How the session is set up: as in our own measurements.</param>
/// <param name="Batch">Items per call.</param>
internal sealed record TableCase(string Id, JobModel Model, string Provider, SessionSettings Settings, int Batch)
{
    /// <summary>The environment variable that names the file of cases.</summary>
    public const string Variable = "INFERENCE_COST_CASES";

    /// <summary>Writes the cases and makes this process and its children find them.</summary>
    public static void Publish(string path, IReadOnlyList<TableCase> cases)
    {
        WholeFile.WriteText(path, JsonSerializer.Serialize(cases, RunJson.OneLine));
        Environment.SetEnvironmentVariable(Variable, Path.GetFullPath(path));
    }

    /// <summary>All cases, in the order of the file.</summary>
    public static IReadOnlyList<TableCase> All() => Environment.GetEnvironmentVariable(Variable) is { } path
        ? JsonSerializer.Deserialize<List<TableCase>>(File.ReadAllText(path), RunJson.OneLine)!
        : throw new InvalidOperationException($"{Variable} names no file of cases");

    /// <summary>Loads the case's model and binds its first items.</summary>
    public (LoadedModel Model, BoundWorkload Workload) Load()
    {
        RuntimeTelemetry.TurnOff();
        NativeLibraryChoice.Apply();
        NativeLibraryCheck.Verify();
        var loaded = LoadedModel.Load(Model.Path, ProviderCatalog.Find(Provider, Settings.ProviderLibrary), Settings);
        var inputs = Model.Inputs.Open(loaded.Session);
        return (loaded, BoundWorkload.Bind(loaded, inputs.Batch(0, Batch)));
    }
}
