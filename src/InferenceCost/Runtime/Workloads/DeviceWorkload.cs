using InferenceCost.Runtime.Devices;
using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Workloads;

/// <summary>
/// A model whose inputs and outputs lie in the memory of the provider's device: a call moves nothing between the host and the device but
/// its smallest output, by which it is known to be over. With <see cref="BoundWorkload"/>, whose buffers are the host's, the same call
/// includes the copies.
/// </summary>
public sealed class DeviceWorkload : IWorkload
{
    private readonly InferenceSession session;
    private readonly OrtIoBinding binding;
    private readonly GraphRecording recording;
    private readonly List<IDisposable> owned = [];
    private readonly List<TensorCopy> inputs = [];
    private readonly List<(TensorCopy Copy, TensorCopy Back, long Bytes)> outputs = [];
    private TensorCopy? end;

    private DeviceWorkload(LoadedModel model)
    {
        session = model.Session;
        binding = session.CreateIoBinding();
        recording = GraphRecording.OfFixedTensors(model);
    }

    /// <summary>Why a model cannot be bound to the device: null where it can.</summary>
    /// <param name="host">The same model bound on the host, after a call.</param>
    public static string? Hindrance(BoundWorkload host) =>
        !DeviceMemory.IsUsed(host.Model.Session) ? "the provider's tensors lie in the host's memory: there is nothing to copy"
            : host.InputValues.FirstOrDefault(input => IsText(input.Value)) is { Name: { } text }
                ? $"input '{text}' holds texts, which no device takes"
            : host.UnboundOutputs.Count > 0 ? $"output '{host.UnboundOutputs[0]}' has no fixed size to make room for"
            : null;

    /// <summary>Makes room on the device, copies the inputs there, and runs once.</summary>
    /// <param name="host">The same model bound on the host, where the tensors come from and go to; it outlives this object.</param>
    /// <exception cref="OnnxRuntimeException">The runtime has no room on the device, or refuses the call.</exception>
    /// <exception cref="NativeCallException">Nothing can copy to this device.</exception>
    public static DeviceWorkload Bind(BoundWorkload host)
    {
        var workload = new DeviceWorkload(host.Model);
        try
        {
            workload.BindInputs(host);
            workload.BindOutputs(host);
            workload.CopyIn();
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
        session.RunWithBinding(recording.Options, binding);

        // A call may return when its work is queued, and the clock must not be read before it is done. The runtime's own synchronisation
        // (SynchronizeBoundOutputs) does not wait with every provider: with WebGPU a call seemed to take 0.1 ms of its 28.
        end?.Run();
    }

    /// <summary>One call with the copies: the host's inputs to the device, and all outputs back.</summary>
    public void RunWithCopies()
    {
        CopyIn();
        session.RunWithBinding(recording.Options, binding);
        CopyOut();
    }

    /// <summary>Copies the outputs to the host, which no device can do before it has computed them.</summary>
    public void CopyOut()
    {
        foreach (var output in outputs)
        {
            output.Copy.Run();
        }
    }

    /// <summary>Copies what the host's outputs hold to the device's: a call that does not write its own then leaves that.</summary>
    public void OverwriteOutputs()
    {
        foreach (var output in outputs)
        {
            output.Back.Run();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // It shares the tensors, which have to be given back before the allocators that they came from.
        binding.Dispose();
        recording.Dispose();
        foreach (var item in Enumerable.Reverse(owned))
        {
            item.Dispose();
        }
    }

    private void CopyIn()
    {
        foreach (var copy in inputs)
        {
            copy.Run();
        }
    }

    private void BindInputs(BoundWorkload host)
    {
        using var memories = session.GetMemoryInfosForInputs();
        foreach (var (name, hostTensor) in host.InputValues)
        {
            var memory = memories[IndexOf(session.InputNames, name)];
            if (DeviceMemory.IsHost(memory))
            {
                binding.BindInput(name, hostTensor);
                continue;
            }

            var device = Allocate(memory, hostTensor);
            inputs.Add(TensorCopy.ToDevice(hostTensor, device, memory));
            binding.BindInput(name, device);
        }
    }

    private void BindOutputs(BoundWorkload host)
    {
        using var memories = session.GetMemoryInfosForOutputs();
        foreach (var (name, hostTensor) in host.OutputValues)
        {
            var memory = memories[IndexOf(session.OutputNames, name)];
            if (DeviceMemory.IsHost(memory))
            {
                binding.BindOutput(name, hostTensor!);
                continue;
            }

            var device = Allocate(memory, hostTensor!);
            outputs.Add((
                TensorCopy.ToHost(device, hostTensor!, memory),
                TensorCopy.ToDevice(hostTensor!, device, memory),
                hostTensor!.GetTensorSizeInBytes()));
            binding.BindOutput(name, device);
        }

        end = outputs.OrderBy(output => output.Bytes).FirstOrDefault().Copy;
    }

    private OrtValue Allocate(OrtMemoryInfo memory, OrtValue like)
    {
        var info = like.GetTensorTypeAndShape();
        return Own(OrtValue.CreateAllocatedTensorValue(Own(new OrtAllocator(session, memory)), info.ElementDataType, info.Shape));
    }

    private static bool IsText(OrtValue value) => value.GetTensorTypeAndShape().IsString;

    private static int IndexOf(IReadOnlyList<string> names, string name) =>
        names.Select((known, index) => (known, index)).First(pair => pair.known == name).index;

    private T Own<T>(T item)
        where T : IDisposable
    {
        owned.Add(item);
        return item;
    }
}
