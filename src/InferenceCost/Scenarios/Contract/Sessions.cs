using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Scenarios.Contract;

/// <summary>The models of one job, loaded; everything that has to be given back is given back together.</summary>
internal sealed class Sessions : IDisposable
{
    private const int OtherItems = 3;

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

        var taken = loaded.Session.InputMetadata.Select(input => $"{input.Key}\t{input.Value.ElementDataType}");
        var key = $"{file}\n{string.Join('\n', taken)}";
        return opened.TryGetValue(key, out var known) ? known : opened[key] = model.Inputs.Open(loaded.Session);
    }

    /// <summary>Binds a model to some items.</summary>
    public BoundWorkload Bind(LoadedModel loaded, IModelInputs inputs, int batch, int first = 0)
    {
        var workload = Own(BoundWorkload.Bind(loaded, inputs.Batch(first, batch)));
        if (HasAxesOfOutputsAlone(loaded.Session))
        {
            TryOtherItems(workload, inputs, batch, first);
        }

        return workload;
    }

    /// <summary>
    /// Whether an output has a free axis that no input has: its size may depend on the values. One that is named like an input's, such as
    /// the batch, does not.
    /// </summary>
    private static bool HasAxesOfOutputsAlone(InferenceSession session)
    {
        var known = Tensors(session.InputMetadata).SelectMany(input => input.SymbolicDimensions).Where(name => name.Length > 0).ToHashSet();
        return Tensors(session.OutputMetadata).Any(output => output.Dimensions.Zip(output.SymbolicDimensions).Any(
            axis => axis.First < 0 && !known.Contains(axis.Second)));
    }

    private static IEnumerable<NodeMetadata> Tensors(IReadOnlyDictionary<string, NodeMetadata> values) =>
        values.Values.Where(value => value.IsTensor);

    /// <summary>Where an output's size depends on the values, that shows before anything is timed.</summary>
    private static void TryOtherItems(BoundWorkload workload, IModelInputs inputs, int batch, int first)
    {
        for (var step = Math.Min(OtherItems, inputs.Items - 1); step >= 0; step--)
        {
            inputs.CopyTo(workload, (first + (step * batch)) % inputs.Items, batch);
            workload.Run();
        }
    }

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
