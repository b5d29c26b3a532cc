using InferenceCost.Machine.Nvidia;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Scenarios.ColdStart;

/// <summary>
/// What a process takes of the memory of a device, three ways: by ONNX Runtime's own pool, by what the driver says that this process has,
/// and by what the device as a whole has more in use than at the beginning, which others on it may change.
/// </summary>
internal sealed class DeviceUse : IDisposable
{
    private readonly NvidiaManagement? nvidia;
    private readonly long?[] usedBefore;

    private DeviceUse(NvidiaManagement? nvidia)
    {
        this.nvidia = nvidia;
        usedBefore = Used();
    }

    /// <summary>Begins to watch; devices that no driver tells of are known by the runtime's pool alone.</summary>
    public static DeviceUse Begin() => new(NvidiaManagement.Open(out _));

    /// <summary>The same with a driver that is open; it is disposed with this.</summary>
    internal static DeviceUse Begin(NvidiaManagement? nvidia) => new(nvidia);

    /// <summary>What is taken now, in bytes, by name; what nobody tells is absent.</summary>
    /// <param name="arena">The runtime's pool on the device; null where it keeps no account.</param>
    public SortedDictionary<string, long> Read(ArenaStatistics? arena)
    {
        var parts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (arena is { Allocated: > 0 })
        {
            parts["deviceArena"] = arena.Allocated;
        }

        var own = (nvidia?.Devices ?? []).Select(device => device.ProcessMemoryBytes(Environment.ProcessId).Value).OfType<long>().ToList();
        if (own.Count > 0)
        {
            parts["deviceProcess"] = own.Sum();
        }

        var growth = Used().Zip(usedBefore, (now, before) => now - before).OfType<long>().ToList();
        if (growth.Count > 0)
        {
            parts["deviceGrowth"] = Math.Max(0, growth.Max());
        }

        return parts;
    }

    /// <inheritdoc/>
    public void Dispose() => nvidia?.Dispose();

    private long?[] Used() => [.. (nvidia?.Devices ?? []).Select(device => device.Memory().Value?.UsedBytes)];
}
