using System.Runtime.InteropServices;

namespace InferenceCost.Runtime.Workloads;

/// <summary>
/// Native memory at the start of a page. Managed arrays start at 8-byte boundaries, which splits vector loads over cache lines and
/// made a memory-bound model a third slower on the machine this was tried on.
/// </summary>
public sealed unsafe class NativeBuffer : IDisposable
{
    private const int PageBytes = 4096;

    private void* address;

    /// <summary>Takes zeroed memory.</summary>
    /// <param name="bytes">How much; an empty tensor still gets an address.</param>
    public NativeBuffer(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        address = NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), PageBytes);
        NativeMemory.Clear(address, (nuint)bytes);
    }

    /// <summary>The size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Where it is.</summary>
    public nint Address => (nint)address;

    /// <summary>The content; a buffer beyond 2 GB shows its first part.</summary>
    public Span<byte> Span => new(address, (int)Math.Min(Bytes, int.MaxValue));

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(address);
        address = null;
    }
}
