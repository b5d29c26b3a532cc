using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Devices;

/// <summary>A copy by ONNX Runtime, for devices whose provider registers how (plugins, WebGPU).</summary>
/// <param name="from">The tensor; it outlives this object.</param>
/// <param name="to">Where it is copied; it outlives this object.</param>
internal sealed unsafe class RuntimeCopy(OrtValue from, OrtValue to) : TensorCopy
{
    private const int CopyTensorsSlot = 386;

    private readonly nint source = NativeApi.Handle(from);
    private readonly nint target = NativeApi.Handle(to);
    private readonly nint environment = OrtEnv.Instance().DangerousGetHandle();

    /// <inheritdoc/>
    public override void Run()
    {
        var (given, taken) = (source, target);
        NativeApi.Check(((delegate* unmanaged<nint, nint*, nint*, nint, nuint, nint>)NativeApi.Function(CopyTensorsSlot))(
            environment, &given, &taken, 0, 1));
    }
}
