using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Scenarios.Contract;

/// <summary>The models of one job, loaded; everything that has to be given back is given back together.</summary>
internal sealed class Sessions : IDisposable
{
    private readonly List<IDisposable> owned = [];
    private readonly Dictionary<string, IModelInputs> opened = [];

    /// <summary>Loads a model.</summary>
    public LoadedModel Load(WorkerJob job, JobModel model) =>
        Own(LoadedModel.Load(model.Path, job.FindProvider(), model.Settings ?? job.Settings));

    /// <summary>
    /// Opens a model's inputs. Models that take the same inputs from the same data share them: unpacking a data set takes longer than a
    /// short launch measures.
    /// </summary>
    public IModelInputs Inputs(JobModel model, LoadedModel loaded)
    {
        if (model.Inputs.DataFile is not { } file)
        {
            return model.Inputs.Open(loaded.Session);
        }

        var key = $"{file}\n{string.Join('\n', loaded.Session.InputNames)}";
        return opened.TryGetValue(key, out var known) ? known : opened[key] = model.Inputs.Open(loaded.Session);
    }

    /// <summary>Binds a model to some items.</summary>
    public BoundWorkload Bind(LoadedModel loaded, IModelInputs inputs, int batch, int first = 0) =>
        Own(BoundWorkload.Bind(loaded, inputs.Batch(first, batch)));

    /// <summary>Binds a model with its inputs and outputs in the memory of its device.</summary>
    public DeviceWorkload BindOnDevice(LoadedModel loaded, IModelInputs inputs, int batch) => Bind(loaded, inputs, batch).OnDevice();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var item in Enumerable.Reverse(owned))
        {
            item.Dispose();
        }
    }

    /// <summary>Takes something that is to be given back with the rest.</summary>
    public T Own<T>(T item)
        where T : IDisposable
    {
        owned.Add(item);
        return item;
    }
}
