using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Writing;
using InferenceCost.Records;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Costs;

/// <summary>What the floating-point values are like that the nodes of a model give while it runs on some items.</summary>
/// <param name="Total">All values of all items.</param>
/// <param name="Items">How many items it ran on, one a call.</param>
/// <param name="Source">Where their values came from: <c>task</c>, <c>file</c> or <c>synthetic</c>.</param>
/// <param name="Tensors">Names of the tensors that were looked at; those inside of If, Loop and local functions cannot be.</param>
public sealed record ActivationCount(ValueCount Total, int Items, InputsKind Source, IReadOnlyList<string> Tensors)
{
    // Where the model came from is not known to a session that gets it from memory (onnxruntime_session_options_config_keys.h).
    private const string ExternalFolderKey = "session.model_external_initializers_file_folder_path";

    /// <summary>
    /// Runs the model on the CPU with every value of its graph as an output, and without optimisations, which would fuse nodes and with
    /// them the values between. One item a call: all values of a call are in memory at once.
    /// </summary>
    /// <param name="file">The model; what it lists as outputs is changed.</param>
    /// <param name="inputs">Where its inputs come from.</param>
    /// <param name="items">How many items, at least one; no more than there are in a file.</param>
    /// <param name="cancellation">Stops between two items.</param>
    /// <exception cref="InputException">The runtime refuses the model, or the inputs do not fit it.</exception>
    public static ActivationCount Count(OnnxModelFile file, InputSource inputs, int items, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        using var model = Load(file);
        var read = inputs.DataFile is null ? null : inputs.Open(model.Session);
        var (total, tensors, source) =
            (default(ValueCount), new SortedSet<string>(StringComparer.Ordinal), read?.Kind ?? InputsKind.Synthetic);
        var count = read is { Items: > 0 } ? Math.Min(items, read.Items) : items;
        for (var item = 0; item < count; item++)
        {
            cancellation.ThrowIfCancellationRequested();

            // Made-up items are all alike unless each has a seed of its own.
            total += OfOneItem(model, read is null ? inputs.Open(model.Session, item).Batch(0, 1) : read.Batch(item, 1), tensors);
        }

        return new ActivationCount(total, count, source, [.. tensors]);
    }

    private static LoadedModel Load(OnnxModelFile file)
    {
        var model = file.Model;
        WeightlessModel.Expose(model.Graph, model.Graph.Node.SelectMany(node => node.Output));
        var settings = new SessionSettings
        {
            Optimized = false,
            Extra = new Dictionary<string, string> { [ExternalFolderKey] = Path.GetDirectoryName(Path.GetFullPath(file.Path))! },
        };
        return LoadedModel.Load(model.ToByteArray(), new CpuProvider(), settings);
    }

    private static ValueCount OfOneItem(LoadedModel model, IReadOnlyList<InputTensor> item, SortedSet<string> tensors)
    {
        var total = default(ValueCount);
        using var workload = BoundWorkload.Bind(model, item);
        workload.Run();
        foreach (var (name, type) in workload.OutputTypes.Where(output => ValueCount.Counts(output.Value)))
        {
            tensors.Add(name);
            total += ValueCount.Count(type, workload.Output(name));
        }

        return total;
    }
}
