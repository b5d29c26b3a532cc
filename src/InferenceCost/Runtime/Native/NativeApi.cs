using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Native;

/// <summary>
/// The functions of ONNX Runtime's C interface that its C# package does not wrap. They are called by their place in the function table
/// (<c>onnxruntime_c_api.h</c>; the table only ever grows at its end, so a place never changes its meaning).
/// </summary>
internal static unsafe partial class NativeApi
{
    /// <summary>The first version whose table holds the node assignment functions.</summary>
    private const uint Version = 24;

    private const int GetErrorMessageSlot = 2;
    private const int ReleaseStatusSlot = 93;

    private static readonly nint* Table = Load();

    /// <summary>A function of the table; the caller casts it to the right signature.</summary>
    public static nint Function(int slot) => Table[slot];

    /// <summary>The native session behind the managed one.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Handle")]
    public static extern nint Handle(InferenceSession session);

    /// <summary>The native value behind the managed one.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Handle")]
    public static extern nint Handle(OrtValue value);

    /// <summary>Throws if a call answered with an error.</summary>
    public static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Function(GetErrorMessageSlot))(status));
        Discard(status);
        throw new NativeCallException($"ONNX Runtime: {message}");
    }

    /// <summary>Takes note of no error.</summary>
    public static void Discard(nint status)
    {
        if (status != 0)
        {
            ((delegate* unmanaged<nint, void>)Function(ReleaseStatusSlot))(status);
        }
    }

    private static nint* Load()
    {
        // The managed package must load the library first, so that both use the same one.
        OrtEnv.Instance();
        var apiBase = OrtGetApiBase();
        var table = ((delegate* unmanaged<uint, nint*>)apiBase[0])(Version);
        return table != null
            ? table
            : throw new InvalidOperationException($"the native ONNX Runtime library is older than its C interface version {Version}");
    }

    [LibraryImport("onnxruntime")]
    private static partial nint* OrtGetApiBase();
}
