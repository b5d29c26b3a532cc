using InferenceCost.Records;

namespace InferenceCost.Machine.Nvidia;

/// <summary>
/// The state of the NVIDIA GPUs at one moment: what their clocks and temperature were says whether two runs met the same machine.
/// </summary>
public static class GpuConditions
{
    /// <summary>One record for each GPU that the driver shows; none where there is no driver.</summary>
    public static IReadOnlyList<GpuRecord> Now()
    {
        using var nvidia = NvidiaManagement.Open(out _);
        return Read(nvidia);
    }

    /// <summary>The names alone, which do not change from moment to moment.</summary>
    public static IReadOnlyList<string> Names()
    {
        using var nvidia = NvidiaManagement.Open(out _);
        return [.. (nvidia?.Devices ?? []).Select(device => device.Name)];
    }

    /// <summary>The same, of a driver that is open.</summary>
    internal static IReadOnlyList<GpuRecord> Read(NvidiaManagement? nvidia) =>
        [.. (nvidia?.Devices ?? []).Select(device => new GpuRecord(
            device.Index, device.Name, device.SmClockMHz().Value, device.MemoryClockMHz().Value, device.TemperatureCelsius().Value,
            device.PowerWatts().Value))];
}
