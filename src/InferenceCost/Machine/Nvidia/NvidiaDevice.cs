using System.Globalization;

namespace InferenceCost.Machine.Nvidia;

/// <summary>
/// One NVIDIA GPU as its driver sees it (NVML). Every reading asks the driver anew; one that the GPU, the driver or the user's rights do
/// not allow says why. Once its <see cref="NvidiaManagement"/> is disposed, all readings say that the library is not initialised.
/// </summary>
public sealed class NvidiaDevice
{
    private const int SmClock = 1;
    private const int MemoryClock = 2;
    private const int DieTemperature = 0;

    private readonly NvidiaFunctions functions;
    private readonly nint handle;

    internal NvidiaDevice(NvidiaFunctions functions, uint index, nint handle)
    {
        (this.functions, this.handle) = (functions, handle);
        Index = (int)index;
        Name = functions.DeviceName(handle) ?? string.Create(CultureInfo.InvariantCulture, $"NVIDIA GPU {index}");
    }

    /// <summary>
    /// The driver's number of the GPU: in the order of the bus, without regard to <c>CUDA_VISIBLE_DEVICES</c>, so CUDA's may differ.
    /// </summary>
    public int Index { get; }

    /// <summary>The product's name, such as <c>NVIDIA H100 80GB HBM3</c>.</summary>
    public string Name { get; }

    /// <summary>The energy that the GPU with its memory has used since the driver was loaded, in joules. Volta and newer.</summary>
    public DeviceReading<double> EnergyJoules() =>
        functions.Read<ulong>("nvmlDeviceGetTotalEnergyConsumption", handle).As(millijoules => millijoules / 1000.0);

    /// <summary>The power of the GPU with its memory, in watts; most GPUs since Ampere give the average of the last second.</summary>
    public DeviceReading<double> PowerWatts() =>
        functions.Read<uint>("nvmlDeviceGetPowerUsage", handle).As(milliwatts => milliwatts / 1000.0);

    /// <summary>The GPU's memory and what all processes have of it, in bytes.</summary>
    public DeviceReading<NvidiaMemory> Memory() =>
        functions.Read(
            "nvmlDeviceGetMemoryInfo_v2", handle, new NvidiaFunctions.MemoryInfo { Version = NvidiaFunctions.MemoryInfo.CurrentVersion })
            .As(info => new NvidiaMemory((long)info.Total, (long)info.Reserved, (long)info.Free, (long)info.Used));

    /// <summary>
    /// The GPU's memory that one process has, in bytes: what it allocated and what CUDA keeps for it. Missing for a process that computes
    /// nothing here, and in a container whose process numbers are not those of the driver.
    /// </summary>
    /// <param name="processId">The operating system's number of the process.</param>
    public DeviceReading<long> ProcessMemoryBytes(int processId)
    {
        if (functions.Processes(handle, out var reason) is not { } processes)
        {
            return new(reason!);
        }

        var own = processes.Where(process => process.ProcessId == (uint)processId).Select(process => process.UsedMemory).ToArray();
        if (own.Length == 0)
        {
            return new("the NVIDIA driver lists no such process on this GPU (in a container, processes have other numbers)");
        }

        // A GPU that is divided into instances lists a process once for each.
        return own.Contains(NvidiaFunctions.NotAvailable)
            ? new("the NVIDIA driver does not tell memory by process (usual on Windows)")
            : new(own.Sum(bytes => (long)bytes));
    }

    /// <summary>The present clock of the GPU's processors, in MHz.</summary>
    public DeviceReading<int> SmClockMHz() => Clock(SmClock);

    /// <summary>The present clock of the GPU's memory, in MHz.</summary>
    public DeviceReading<int> MemoryClockMHz() => Clock(MemoryClock);

    /// <summary>The temperature of the GPU's die, in degrees Celsius.</summary>
    public DeviceReading<int> TemperatureCelsius() =>
        functions.ReadOneOf("nvmlDeviceGetTemperature", handle, DieTemperature).As(degrees => (int)degrees);

    private DeviceReading<int> Clock(int which) =>
        functions.ReadOneOf("nvmlDeviceGetClockInfo", handle, which).As(megahertz => (int)megahertz);
}
