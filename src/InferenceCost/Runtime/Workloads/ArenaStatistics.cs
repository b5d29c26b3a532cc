using System.Globalization;
using System.Runtime.InteropServices;
using InferenceCost.Runtime.Devices;
using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Workloads;

/// <summary>What ONNX Runtime's own memory pool (arena) of a session holds, in bytes.</summary>
/// <param name="MostInUse">The most that was handed out at one time: weights, copies of them, and buffers of a run.</param>
/// <param name="Allocated">Taken from the operating system.</param>
public sealed unsafe record ArenaStatistics(long MostInUse, long Allocated)
{
    private const int AllocatorGetStats = 319;
    private const int GetKeyValuePairs = 298;
    private const int ReleaseKeyValuePairs = 300;

    /// <summary>Reads the statistics of a session's CPU arena; null where the arena keeps none (it is off, or of another kind).</summary>
    public static ArenaStatistics? Read(InferenceSession session)
    {
        using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        return Read(session, memory);
    }

    /// <summary>
    /// The same of the memory that the session's first input on a device lies in; null where none does, or it keeps none.
    /// </summary>
    public static ArenaStatistics? ReadDevice(InferenceSession session)
    {
        using var memories = session.GetMemoryInfosForInputs();
        return memories.FirstOrDefault(memory => !DeviceMemory.IsHost(memory)) is { } device ? Read(session, device) : null;
    }

    private static ArenaStatistics? Read(InferenceSession session, OrtMemoryInfo memory)
    {
        using var allocator = new OrtAllocator(session, memory);
        nint pairs;
        NativeApi.Check(((delegate* unmanaged<nint, nint*, nint>)NativeApi.Function(AllocatorGetStats))(
            allocator.DangerousGetHandle(), &pairs));
        try
        {
            var values = Values(pairs);
            return values.Count == 0
                ? null
                : new ArenaStatistics(values.GetValueOrDefault("MaxInUse"), values.GetValueOrDefault("TotalAllocated"));
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)NativeApi.Function(ReleaseKeyValuePairs))(pairs);
        }
    }

    private static Dictionary<string, long> Values(nint pairs)
    {
        nint* keys;
        nint* texts;
        nuint count;
        ((delegate* unmanaged<nint, nint**, nint**, nuint*, void>)NativeApi.Function(GetKeyValuePairs))(pairs, &keys, &texts, &count);
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        for (nuint i = 0; i < count; i++)
        {
            if (long.TryParse(Marshal.PtrToStringUTF8(texts[i]), CultureInfo.InvariantCulture, out var number))
            {
                values[Marshal.PtrToStringUTF8(keys[i])!] = number;
            }
        }

        return values;
    }
}
