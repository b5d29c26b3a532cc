using System.Runtime.InteropServices;
using InferenceCost.Machine.Memory;

namespace InferenceCost.Measuring.Planted;

/// <summary>Memory that is taken and touched, so that it counts, until it is given back.</summary>
internal sealed unsafe class PlantedMemory : IDisposable
{
    private readonly void* address;

    private PlantedMemory(long bytes)
    {
        address = NativeMemory.Alloc((nuint)bytes);
        for (var at = 0L; at < bytes; at += Environment.SystemPageSize)
        {
            ((byte*)address)[at] = 1;
        }
    }

    /// <summary>Takes a share of the process's peak on top of it; null where nothing is planted.</summary>
    public static PlantedMemory? Take(PlantedChange? planted)
    {
        if (planted is not { Memory: > 0 and var share })
        {
            return null;
        }

        // What lies between now and the peak was given back, and would be filled without raising the peak.
        var now = ProcessMemory.Read();
        return new PlantedMemory((long)(share * now.PeakResidentBytes) + now.PeakResidentBytes - now.ResidentBytes);
    }

    public void Dispose() => NativeMemory.Free(address);
}
