using System.Runtime.InteropServices;
using InferenceCost.Machine.Memory;

namespace InferenceCost.Tests.Machine.Memory;

/// <summary>What holds on a real process, whatever else it is doing. Alone, because other tests of this process allocate too.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(AloneInTheProcess))]
public sealed unsafe class ProcessMemoryTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public void Touched_native_memory_is_resident_and_of_the_size_that_was_touched()
    {
        ProcessMemory.Read(); // what reading itself loads is loaded before the first figure
        var before = ProcessMemory.Read();
        var during = WhileHolding(64 * Megabyte, () => ProcessMemory.Read());
        Assert.InRange(during.ResidentBytes - before.ResidentBytes, 60L * Megabyte, 70L * Megabyte);
        Assert.True(during.PeakResidentBytes >= during.ResidentBytes);
    }

    [Fact]
    public void The_peak_outlives_the_memory()
    {
        WhileHolding(64 * Megabyte, () => ProcessMemory.Read());
        var after = ProcessMemory.Read();
        Assert.True(after.PeakResidentBytes - after.ResidentBytes > 50 * Megabyte);
    }

    /// <summary>
    /// Maps memory of its own (an allocator might hand out what is resident already), writes every page, and gives it back.
    /// </summary>
    private static ProcessMemory WhileHolding(int bytes, Func<ProcessMemory> read)
    {
        var memory = (byte*)NativeMemory.Alloc((nuint)bytes); // above every allocator's threshold: mapped anew
        try
        {
            for (var page = 0; page < bytes; page += 4096)
            {
                memory[page] = 1;
            }

            return read();
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }
}
