using System.Runtime.InteropServices;
using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Workloads;

/// <summary>
/// A call that takes its inputs from the host and leaves its outputs there, whatever the device: ONNX Runtime copies both in every call. A
/// binding would not do: it copies inputs once, when they are bound (<c>IOBinding::BindInput</c> in ONNX Runtime), so that calls
/// would lack that copy and never see other items. Everything is laid out beforehand, so that a call allocates nothing.
/// </summary>
internal sealed unsafe class HostCall : IDisposable
{
    private const int RunSlot = 9;
    private const int ReleaseValueSlot = 96;

    private readonly InferenceSession session;
    private readonly RunOptions options;
    private readonly Names inputNames;
    private readonly Names outputNames;
    private readonly nint[] inputs;
    private readonly nint[] outputs;
    private readonly bool[] isBound;

    /// <summary>Lays out a call.</summary>
    /// <param name="session">The session.</param>
    /// <param name="options">Options of the call.</param>
    /// <param name="inputs">Every input, in the host's memory; they outlive this object.</param>
    /// <param name="outputs">Every output likewise; null for those that the runtime is to allocate.</param>
    public HostCall(
        InferenceSession session, RunOptions options, IReadOnlyList<(string Name, OrtValue Value)> inputs,
        IReadOnlyList<(string Name, OrtValue? Value)> outputs)
    {
        this.session = session;
        this.options = options;
        inputNames = new Names(inputs.Select(input => input.Name));
        outputNames = new Names(outputs.Select(output => output.Name));
        this.inputs = [.. inputs.Select(input => NativeApi.Handle(input.Value))];
        this.outputs = [.. outputs.Select(output => output.Value is null ? 0 : NativeApi.Handle(output.Value))];
        isBound = [.. outputs.Select(output => output.Value is not null)];
    }

    /// <summary>One call, complete on return.</summary>
    public void Run()
    {
        var run = (delegate* unmanaged<nint, nint, nint, nint*, nuint, nint, nuint, nint*, nint>)NativeApi.Function(RunSlot);
        fixed (nint* given = inputs, taken = outputs)
        {
            NativeApi.Check(run(
                NativeApi.Handle(session), options.DangerousGetHandle(), inputNames.Address, given, (nuint)inputs.Length,
                outputNames.Address, (nuint)outputs.Length, taken));
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            if (!isBound[i])
            {
                ((delegate* unmanaged<nint, void>)NativeApi.Function(ReleaseValueSlot))(outputs[i]);
                outputs[i] = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        inputNames.Dispose();
        outputNames.Dispose();
    }

    /// <summary>Names as the native side reads them: an array of addresses of texts that end with a zero.</summary>
    private sealed class Names : IDisposable
    {
        private readonly nint[] texts;

        public Names(IEnumerable<string> names)
        {
            nint[] copies = [.. names.Select(Marshal.StringToCoTaskMemUTF8)];
            texts = GC.AllocateArray<nint>(copies.Length, pinned: true);
            copies.CopyTo(texts, 0);
            Address = texts.Length == 0 ? 0 : Marshal.UnsafeAddrOfPinnedArrayElement(texts, 0);
        }

        public nint Address { get; }

        public void Dispose() => Array.ForEach(texts, Marshal.FreeCoTaskMem);
    }
}
