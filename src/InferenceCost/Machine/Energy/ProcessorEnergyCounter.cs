using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Energy;

/// <summary>
/// The processor's own energy counters (RAPL; Intel's and AMD's alike), as the Linux kernel shows them in <c>/sys/class/powercap</c>: the
/// sum over the packages, each with its cores, caches and integrated graphics. Memory and the rest of the board are not in it.
/// </summary>
internal sealed class ProcessorEnergyCounter : IEnergyCounter
{
    private const string Power = "sys/class/powercap";
    private const string Zone = "intel-rapl:";

    private readonly PackageZone[] zones;

    private ProcessorEnergyCounter(PackageZone[] zones) => this.zones = zones;

    /// <inheritdoc/>
    public string Name => "processor packages (RAPL)";

    /// <inheritdoc/>
    public int? Gpu => null;

    /// <summary>
    /// Opens the counters of all packages; null where there is none, or where one cannot be read: a part of the packages is no sum.
    /// </summary>
    /// <param name="files">The system's files.</param>
    /// <param name="reason">Why there is no counter, in words; null where there is one.</param>
    public static ProcessorEnergyCounter? Open(SystemFiles files, out string? reason)
    {
        var all = files.Folders(Power).Where(IsTopLevel).ToArray();
        var packages =
            all.Where(zone => files.Line($"{Power}/{zone}/name")?.StartsWith("package", StringComparison.Ordinal) == true).ToArray();
        if (packages.Length == 0)
        {
            reason = all.Length == 0
                ? "the processor's energy counters are not visible (no intel-rapl zone in /sys/class/powercap; usual in a virtual machine)"
                : "the processor shows energy counters, but none of a whole package (/sys/class/powercap/intel-rapl:*/name)";
            return null;
        }

        try
        {
            reason = null;
            return new([.. packages.Select(zone => new PackageZone(files, $"{Power}/{zone}"))]);
        }
        catch (PackageZone.UnreadableException e)
        {
            reason = e.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public double Joules()
    {
        try
        {
            return zones.Sum(zone => zone.Microjoules()) / 1e6;
        }
        catch (PackageZone.UnreadableException e)
        {
            throw new EnergyCounterException(Name, e.Message);
        }
    }

    /// <summary>
    /// <c>intel-rapl:0</c> and not its part <c>intel-rapl:0:1</c>, which the package has counted already; nor <c>intel-rapl-mmio:0</c>, the
    /// same package by another way.
    /// </summary>
    private static bool IsTopLevel(string zone) =>
        zone.StartsWith(Zone, StringComparison.Ordinal) && zone.Length > Zone.Length
        && zone.AsSpan(Zone.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
