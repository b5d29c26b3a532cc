using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace InferenceCost.Machine.Memory;

/// <summary>
/// <c>getrusage</c> of a 64-bit Unix. Linux and macOS lay the structure out alike as far as the peak: two times of 16 bytes each,
/// then <c>ru_maxrss</c>, which Linux counts in KiB and macOS in bytes.
/// </summary>
internal static partial class ResourceUsage
{
    private const int Size = 144; // 2 times of 16 bytes and 14 longs
    private const int PeakOffset = 32;

    /// <summary>This process's peak resident size since it started, in bytes; null where there is no such call.</summary>
    public static long? OwnPeakBytes()
    {
        if (!(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) || !Environment.Is64BitProcess)
        {
            return null;
        }

        Span<byte> usage = stackalloc byte[2 * Size]; // room for a longer structure
        usage.Clear();
        return GetResourceUsage(0, ref MemoryMarshal.GetReference(usage)) == 0
            ? PeakBytes(usage, OperatingSystem.IsMacOS() ? 1 : 1024)
            : null;
    }

    /// <summary>The peak in a structure that the call filled, in bytes; null where it is not above zero.</summary>
    internal static long? PeakBytes(ReadOnlySpan<byte> usage, int unit)
    {
        var peak = BinaryPrimitives.ReadInt64LittleEndian(usage[PeakOffset..]);
        return peak > 0 ? peak * unit : null;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ref byte usage);
}
