using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>One row of BenchmarkDotNet's tables.</summary>
/// <param name="Id">The text of the row.</param>
/// <param name="Model">The model.</param>
/// <param name="Provider">The execution provider's id.</param>
/// <param name="Settings">How the session is set up: as in our own measurements.</param>
/// <param name="Batch">Items per call.</param>
internal sealed record TableCase(string Id, JobModel Model, string Provider, SessionSettings Settings, int Batch)
{
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
