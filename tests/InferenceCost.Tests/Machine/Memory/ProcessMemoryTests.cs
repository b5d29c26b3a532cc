using System.Diagnostics;
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
        if (OperatingSystem.IsLinux())
        {
            Assert.InRange(during.AnonymousBytes!.Value - before.AnonymousBytes!.Value, 60L * Megabyte, 70L * Megabyte);
            Assert.InRange(during.PrivateDirtyBytes!.Value - before.PrivateDirtyBytes!.Value, 60L * Megabyte, 70L * Megabyte);
            Assert.True(during.FileBytes > 0);
        }
    }

    [Fact]
    public void The_peak_outlives_the_memory_until_it_is_reset()
    {
        WhileHolding(64 * Megabyte, () => ProcessMemory.Read());
        var after = ProcessMemory.Read(withPrivateDirty: false);
        Assert.Null(after.PrivateDirtyBytes);
        Assert.True(after.PeakResidentBytes - after.ResidentBytes > 50 * Megabyte);
        if (ProcessMemory.ResetPeak())
        {
            var reset = ProcessMemory.Read();
            Assert.InRange(reset.PeakResidentBytes - reset.ResidentBytes, 0, 10 * Megabyte);
        }
        else
        {
            Assert.False(OperatingSystem.IsLinux() && File.Exists("/proc/self/clear_refs"));
        }
    }

    [Fact]
    public void A_running_process_has_a_peak_and_an_ended_one_has_it_only_where_the_system_remembers()
    {
        using var own = Process.GetCurrentProcess();
        Assert.True(ProcessMemory.PeakOf(own) > 10 * Megabyte);

        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "--help") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        var peak = ProcessMemory.PeakOf(child);
        Assert.True(OperatingSystem.IsWindows() ? peak > Megabyte : peak is null);
    }

    /// <summary>Maps memory of its own (an allocator might hand out what is resident already), writes every page, and gives it back.</summary>
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
