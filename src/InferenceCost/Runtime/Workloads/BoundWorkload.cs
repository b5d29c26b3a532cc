using InferenceCost.Foundation;
using InferenceCost.Runtime.Devices;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Runtime.Workloads;

/// <summary>
/// One caller of a loaded model: inputs and outputs are bound once to native buffers of the host, so that a call is a call and nothing
/// else. Outputs that cannot be bound beforehand (strings, sequences, empty ones) stay with the runtime's allocator. Where the provider's
/// tensors lie on a device, a call includes the copies of both; where it captures graphs, to and from tensors of the device that stay where
/// they are.
/// </summary>
public sealed class BoundWorkload : IWorkload
{
    /// <summary>No number of a sound model, in any type: not a number, or minus one.</summary>
    private const byte Overwritten = 0xFF;

    private readonly OrtIoBinding binding;
    private readonly GraphRecording noRecording;
    private readonly List<IDisposable> owned = [];
    private readonly Dictionary<string, NativeBuffer> inputs = [];
    private readonly Dictionary<string, OrtValue> texts = [];
    private readonly Dictionary<string, NativeBuffer> outputs = [];
    private readonly List<(string Name, OrtValue Value)> inputValues = [];
    private readonly List<(string Name, OrtValue? Value)> outputValues = [];
    private List<string> ofAnySize = [];
    private HostCall? hostCall;
    private DeviceWorkload? onDevice;

    private BoundWorkload(LoadedModel model)
    {
        Model = model;
        binding = model.Session.CreateIoBinding();
        noRecording = GraphRecording.OfAnyTensors(model);
    }

    /// <summary>The model that it calls.</summary>
    internal LoadedModel Model { get; }

    /// <summary>Every input, in the host's memory.</summary>
    internal IReadOnlyList<(string Name, OrtValue Value)> InputValues => inputValues;

    /// <summary>Every output likewise; null for those of <see cref="UnboundOutputs"/>.</summary>
    internal IReadOnlyList<(string Name, OrtValue? Value)> OutputValues => outputValues;

    /// <summary>Shapes of the outputs whose buffers are bound, by name.</summary>
    public Dictionary<string, long[]> OutputShapes { get; } = [];

    /// <summary>Element types of the outputs whose buffers are bound, by name.</summary>
    public Dictionary<string, TensorElementType> OutputTypes { get; } = [];

    /// <summary>Outputs that the runtime allocates anew in every call, since their shape cannot be bound beforehand.</summary>
    public IReadOnlyList<string> UnboundOutputs { get; private set; } = [];

    /// <summary>
    /// Binds the inputs and leaves the outputs to the runtime: the state in which the very first call is timed, before anything is known
    /// about the outputs. Call <see cref="BindOutputs"/> after it.
    /// </summary>
    public static BoundWorkload BindInputs(LoadedModel model, IReadOnlyList<InputTensor> tensors)
    {
        var workload = new BoundWorkload(model);
        try
        {
            foreach (var tensor in tensors)
            {
                workload.BindInput(tensor);
            }

            foreach (var name in model.Session.OutputMetadata.Keys)
            {
                workload.binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
            }

            return workload;
        }
        catch
        {
            workload.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Every output of the last call as the runtime left it in the host's memory, whatever its kind, before outputs are bound.
    /// </summary>
    /// <param name="read">Gets its name and its value, which is given back afterwards.</param>
    internal void ReadOutputs(Action<string, OrtValue> read)
    {
        using var values = binding.GetOutputValues();
        foreach (var (name, value) in binding.GetOutputNames().Zip(values))
        {
            read(name, value);
        }
    }

    /// <summary>Binds inputs, runs once to learn the outputs' shapes, and binds those too.</summary>
    public static BoundWorkload Bind(LoadedModel model, IReadOnlyList<InputTensor> tensors)
    {
        var workload = BindInputs(model, tensors);
        try
        {
            workload.Run();
            workload.BindOutputs();
            return workload;
        }
        catch
        {
            workload.Dispose();
            throw;
        }
    }

    /// <summary>Takes the shapes of the last run's outputs and binds buffers of those shapes.</summary>
    /// <exception cref="InputException">The provider is to capture graphs, and cannot capture one of this model.</exception>
    public void BindOutputs()
    {
        using var values = binding.GetOutputValues();
        var names = binding.GetOutputNames();
        var unbound = new List<string>();
        for (var i = 0; i < names.Length; i++)
        {
            if (!TryBindOutput(names[i], values[i]))
            {
                unbound.Add(names[i]);
                outputValues.Add((names[i], null));
            }
        }

        UnboundOutputs = unbound;
        if (Model.CapturesGraphs)
        {
            ClearBinding();
            Capture();
        }
        else if (Model.Provider is not CpuProvider && DeviceMemory.IsUsed(Model.Session))
        {
            ClearBinding();
            hostCall = Own(new HostCall(Model.Session, noRecording.Options, inputValues, outputValues));
        }
    }

    /// <summary>The same with inputs and outputs in the memory of the provider's device; it belongs to this workload.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime has no room on the device, or refuses the call.</exception>
    /// <exception cref="NativeCallException">Nothing can copy to this device.</exception>
    public DeviceWorkload OnDevice() => onDevice ??= Own(DeviceWorkload.Bind(this));

    /// <inheritdoc/>
    public void Run()
    {
        if (onDevice is not null && Model.CapturesGraphs)
        {
            onDevice.RunWithCopies();
        }
        else if (hostCall is not null)
        {
            hostCall.Run();
        }
        else
        {
            RunBound();
        }
    }

    /// <summary>
    /// An output may have another size for other values; from then on it is the runtime's to allocate. What a binding allocated once it
    /// keeps for the next call, so such an output is bound anew before each, which allocates a little.
    /// </summary>
    private void RunBound()
    {
        foreach (var name in ofAnySize)
        {
            binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        }

        try
        {
            Model.Session.RunWithBinding(noRecording.Options, binding);
        }
        catch (OnnxRuntimeException)
        {
            if (!LetGoOfOutputsOfOtherSize())
            {
                throw;
            }

            Model.Session.RunWithBinding(noRecording.Options, binding);
        }
    }

    /// <summary>Leaves the outputs to the runtime that have another shape than was bound; false where every one has its own.</summary>
    private bool LetGoOfOutputsOfOtherSize()
    {
        binding.ClearBoundOutputs();
        foreach (var (name, _) in outputValues)
        {
            binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        }

        Model.Session.RunWithBinding(noRecording.Options, binding);
        List<string> changed = [];
        ReadOutputs((name, value) =>
        {
            if (OutputShapes.TryGetValue(name, out var bound) && !value.GetTensorTypeAndShape().Shape.AsSpan().SequenceEqual(bound))
            {
                changed.Add(name);
            }
        });
        List<string> open = [.. UnboundOutputs, .. changed];
        if (open.Count == ofAnySize.Count)
        {
            return false;
        }

        (UnboundOutputs, ofAnySize) = (open, open);
        binding.ClearBoundOutputs();
        for (var i = 0; i < outputValues.Count; i++)
        {
            var (name, value) = outputValues[i];
            if (value is not null && !changed.Contains(name))
            {
                binding.BindOutput(name, value);
                continue;
            }

            outputValues[i] = (name, null);
            outputs.Remove(name);
            OutputShapes.Remove(name);
            OutputTypes.Remove(name);
            binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        }

        return true;
    }

    /// <summary>The inputs whose bytes can be replaced: all but strings.</summary>
    internal Dictionary<string, NativeBuffer>.KeyCollection ReplaceableInputs => inputs.Keys;

    /// <summary>The inputs that are texts.</summary>
    internal Dictionary<string, OrtValue>.KeyCollection TextInputs => texts.Keys;

    /// <summary>Replaces the first elements of a bound input of texts, between calls.</summary>
    internal void ReplaceTexts(string name, ReadOnlySpan<string> elements)
    {
        for (var i = 0; i < elements.Length; i++)
        {
            texts[name].StringTensorSetElementAt(elements[i], i);
        }
    }

    /// <summary>The bytes of a bound input, to be replaced between calls.</summary>
    public Span<byte> Input(string name) => inputs[name].Span;

    /// <summary>The bytes of a bound output, as the last call left them.</summary>
    public ReadOnlySpan<byte> Output(string name) => outputs[name].Span;

    /// <summary>Whether a call writes every bound output anew, tried by overwriting them before it.</summary>
    public bool WritesItsOutputs()
    {
        OverwriteOutputs();
        Run();
        return outputs.Values.All(buffer => buffer.Span.ContainsAnyExcept(Overwritten));
    }

    /// <summary>Fills every bound output with what no sound model gives, on the device too where calls read them from there.</summary>
    internal void OverwriteOutputs()
    {
        foreach (var buffer in outputs.Values)
        {
            buffer.Span.Fill(Overwritten);
        }

        onDevice?.OverwriteOutputs();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The binding shares the tensors, and they the buffers: each goes before what it uses.
        binding.Dispose();
        foreach (var item in Enumerable.Reverse(owned))
        {
            item.Dispose();
        }

        noRecording.Dispose();
    }

    /// <summary>What it copied to the device would lie there for nothing.</summary>
    private void ClearBinding()
    {
        binding.ClearBoundInputs();
        binding.ClearBoundOutputs();
    }

    private void Capture()
    {
        const string Fix = "leave out the option that captures graphs";
        if (DeviceWorkload.Hindrance(this) is { } hindrance)
        {
            throw new InputException($"no graph can be captured: {hindrance}", Fix);
        }

        try
        {
            OnDevice();
        }
        catch (NativeCallException error)
        {
            throw new InputException(
                $"no graph can be captured: nothing copies to this device: {RuntimeMessage.OneLine(error.Message)}", Fix, error);
        }
    }

    private void BindInput(InputTensor tensor)
    {
        if (tensor.Strings is { } strings)
        {
            var text = Own(OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, tensor.Shape));
            texts.Add(tensor.Name, text);
            ReplaceTexts(tensor.Name, strings);
            inputValues.Add((tensor.Name, text));
            binding.BindInput(tensor.Name, text);
            return;
        }

        var buffer = Own(new NativeBuffer(tensor.Bytes.Length));
        tensor.Bytes.CopyTo(buffer.Span);
        inputs.Add(tensor.Name, buffer);
        var value = Own(Wrap(buffer, tensor.Type, tensor.Shape));
        inputValues.Add((tensor.Name, value));
        binding.BindInput(tensor.Name, value);
    }

    private bool TryBindOutput(string name, OrtValue value)
    {
        if (!value.IsTensor || Model.Session.OutputMetadata[name].OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR)
        {
            return false;
        }

        var info = value.GetTensorTypeAndShape();
        if (info.ElementDataType == TensorElementType.String || info.Shape.Contains(0L))
        {
            return false;
        }

        var buffer = Own(new NativeBuffer(value.GetTensorSizeInBytes()));
        outputs.Add(name, buffer);
        OutputShapes.Add(name, info.Shape);
        OutputTypes.Add(name, info.ElementDataType);
        var bound = Own(Wrap(buffer, info.ElementDataType, info.Shape));
        outputValues.Add((name, bound));
        binding.BindOutput(name, bound);
        return true;
    }

    private static OrtValue Wrap(NativeBuffer buffer, TensorElementType type, long[] shape) =>
        OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, buffer.Address, buffer.Bytes);

    private T Own<T>(T item)
        where T : IDisposable
    {
        owned.Add(item);
        return item;
    }
}
