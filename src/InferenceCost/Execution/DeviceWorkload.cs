using InferenceCost.Data;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

/// <summary>
/// A model whose inputs and outputs lie in the memory of the provider's device: a call moves nothing between the host and the device but its smallest
/// output, by which it is known to be over. With <see cref="BoundWorkload"/>, whose buffers are the host's, the same call includes the copies.
/// </summary>
public sealed class DeviceWorkload : IWorkload
{
    private readonly InferenceSession session;
    private readonly OrtIoBinding binding;
    private readonly RunOptions runOptions = new();
    private readonly List<IDisposable> owned = [];
    private readonly List<(TensorCopy Copy, long Bytes)> outputs = [];
    private TensorCopy? end;

    private DeviceWorkload(InferenceSession session)
    {
        this.session = session;
        binding = session.CreateIoBinding();
    }

    /// <summary>Why a model cannot be bound to the device: null where it can.</summary>
    /// <param name="model">A loaded model.</param>
    /// <param name="tensors">Its inputs.</param>
    /// <param name="host">The same model bound on the host, after a call.</param>
    public static string? Hindrance(LoadedModel model, IReadOnlyList<InputTensor> tensors, BoundWorkload host) =>
        !DeviceMemory.IsUsed(model.Session) ? "the provider's tensors lie in the host's memory: there is nothing to copy"
            : tensors.FirstOrDefault(tensor => tensor.Strings is not null) is { } text ? $"input '{text.Name}' holds texts, which no device takes"
            : host.UnboundOutputs.Count > 0 ? $"output '{host.UnboundOutputs[0]}' has no fixed size to make room for"
            : null;

    /// <summary>Makes room on the device, copies the inputs there, and runs once.</summary>
    /// <param name="model">A loaded model.</param>
    /// <param name="tensors">Its inputs.</param>
    /// <param name="host">The same model bound to the same inputs on the host, which knows the outputs' sizes.</param>
    /// <exception cref="OnnxRuntimeException">The runtime has no room on the device, or refuses the call.</exception>
    /// <exception cref="NativeCallException">The runtime cannot copy to this device.</exception>
    public static DeviceWorkload Bind(LoadedModel model, IReadOnlyList<InputTensor> tensors, BoundWorkload host)
    {
        var workload = new DeviceWorkload(model.Session);
        try
        {
            workload.BindInputs(tensors);
            workload.BindOutputs(host);
            workload.Run();
            return workload;
        }
        catch
        {
            workload.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Run()
    {
        session.RunWithBinding(runOptions, binding);

        // A call may return when its work is queued, and the clock must not be read before it is done. The runtime's own synchronisation
        // (SynchronizeBoundOutputs) does not wait with every provider: with WebGPU a call seemed to take 0.1 ms of its 28.
        end?.Run();
    }

    /// <summary>Copies the outputs to the host, which no device can do before it has computed them.</summary>
    public void CopyOut()
    {
        foreach (var (copy, _) in outputs)
        {
            copy.Run();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // It shares the tensors, which have to be given back before the allocators that they came from.
        binding.Dispose();
        runOptions.Dispose();
        foreach (var item in Enumerable.Reverse(owned))
        {
            item.Dispose();
        }
    }

    private void BindInputs(IReadOnlyList<InputTensor> tensors)
    {
        using var memories = session.GetMemoryInfosForInputs();
        foreach (var tensor in tensors)
        {
            var buffer = Own(new NativeBuffer(tensor.Bytes.Length));
            tensor.Bytes.CopyTo(buffer.Span);
            var host = Own(OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, tensor.Type, tensor.Shape, buffer.Address, buffer.Bytes));
            var memory = memories[IndexOf(session.InputNames, tensor.Name)];
            if (DeviceMemory.IsHost(memory))
            {
                binding.BindInput(tensor.Name, host);
                continue;
            }

            var device = Own(OrtValue.CreateAllocatedTensorValue(Own(new OrtAllocator(session, memory)), tensor.Type, tensor.Shape));
            new TensorCopy(host, device).Run();
            binding.BindInput(tensor.Name, device);
        }
    }

    private void BindOutputs(BoundWorkload host)
    {
        using var memories = session.GetMemoryInfosForOutputs();
        foreach (var (name, shape) in host.OutputShapes)
        {
            var type = host.OutputTypes[name];
            var buffer = Own(new NativeBuffer(host.Output(name).Length));
            var there = Own(OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, buffer.Address, buffer.Bytes));
            var memory = memories[IndexOf(session.OutputNames, name)];
            if (DeviceMemory.IsHost(memory))
            {
                binding.BindOutput(name, there);
                continue;
            }

            var device = Own(OrtValue.CreateAllocatedTensorValue(Own(new OrtAllocator(session, memory)), type, shape));
            outputs.Add((new TensorCopy(device, there), buffer.Bytes));
            binding.BindOutput(name, device);
        }

        end = outputs.OrderBy(output => output.Bytes).FirstOrDefault().Copy;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name) => names.Select((known, index) => (known, index)).First(pair => pair.known == name).index;

    private T Own<T>(T item)
        where T : IDisposable
    {
        owned.Add(item);
        return item;
    }
}
