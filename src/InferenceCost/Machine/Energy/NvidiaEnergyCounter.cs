using System.Globalization;
using InferenceCost.Machine.Nvidia;

namespace InferenceCost.Machine.Energy;

/// <summary>The energy of one GPU with its memory, from the driver's running total. It has 64 bits and never goes round.</summary>
internal sealed class NvidiaEnergyCounter : IEnergyCounter
{
    private readonly NvidiaDevice device;
    private readonly double start;
    private double last;

    private NvidiaEnergyCounter(NvidiaDevice device, double start) => (this.device, this.start, last) = (device, start, start);

    /// <inheritdoc/>
    public string Name => NameOf(device);

    /// <inheritdoc/>
    public int? Gpu => device.Index;

    /// <summary>Opens a GPU's counter; null where the GPU or its driver has none.</summary>
    /// <param name="device">The GPU; its <see cref="NvidiaManagement"/> must outlive the counter.</param>
    /// <param name="reason">Why there is no counter, in words; null where there is one.</param>
    public static NvidiaEnergyCounter? Open(NvidiaDevice device, out string? reason)
    {
        var energy = device.EnergyJoules();
        reason = energy.Reason is { } why ? $"{NameOf(device)}: {why}" : null;
        return energy.Value is { } joules ? new(device, joules) : null;
    }

    /// <inheritdoc/>
    public double Joules()
    {
        var energy = device.EnergyJoules();
        var now = energy.Value ?? throw new EnergyCounterException(Name, energy.Reason!);
        if (now < last)
        {
            throw new EnergyCounterException(Name, "the total went back (a GPU that was reset starts again)");
        }

        last = now;
        return now - start;
    }

    private static string NameOf(NvidiaDevice device) =>
        string.Create(CultureInfo.InvariantCulture, $"GPU {device.Index}: {device.Name} (NVML)");
}
