using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

/// <summary>
/// A copy of one tensor to another place, laid out beforehand so that it allocates nothing. Copying from a device waits for the work that makes the
/// tensor: that is how a call is known to be over.
/// </summary>
/// <param name="from">The tensor; it outlives this object.</param>
/// <param name="to">Where it is copied; it outlives this object.</param>
internal sealed unsafe class TensorCopy(OrtValue from, OrtValue to)
{
    private const int CopyTensorsSlot = 386;

    private readonly nint source = NativeApi.Handle(from);
    private readonly nint target = NativeApi.Handle(to);
    private readonly nint environment = OrtEnv.Instance().DangerousGetHandle();

    /// <summary>Copies, complete on return.</summary>
    /// <exception cref="NativeCallException">The runtime cannot copy between these places.</exception>
    public void Run()
    {
        var (given, taken) = (source, target);
        NativeApi.Check(((delegate* unmanaged<nint, nint*, nint*, nint, nuint, nint>)NativeApi.Function(CopyTensorsSlot))(environment, &given, &taken, 0, 1));
    }
}
