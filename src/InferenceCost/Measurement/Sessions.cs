using InferenceCost.Data;
using InferenceCost.Execution;

namespace InferenceCost.Measurement;

/// <summary>The models of one job, loaded; everything that has to be given back is given back together.</summary>
internal sealed class Sessions : IDisposable
{
    private readonly List<IDisposable> owned = [];

    /// <summary>Loads a model.</summary>
    public LoadedModel Load(WorkerJob job, JobModel model) =>
        Own(LoadedModel.Load(model.Path, ProviderCatalog.Find(job.Provider), job.Settings));

    /// <summary>Opens a model's inputs.</summary>
    public static IModelInputs Inputs(JobModel model, LoadedModel loaded) => model.Inputs.Open(loaded.Session);

    /// <summary>Binds a model to some items.</summary>
    public BoundWorkload Bind(LoadedModel loaded, IModelInputs inputs, int batch, int first = 0) =>
        Own(BoundWorkload.Bind(loaded, inputs.Batch(first, batch)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var item in Enumerable.Reverse(owned))
        {
            item.Dispose();
        }
    }

    private T Own<T>(T item)
        where T : IDisposable
    {
        owned.Add(item);
        return item;
    }
}
