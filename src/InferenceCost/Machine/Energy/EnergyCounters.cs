using InferenceCost.Machine.Nvidia;
using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Energy;

/// <summary>The energy counters that work on this machine, and why the others do not. What is not counted is missing, never zero.</summary>
public sealed class EnergyCounters : IDisposable
{
    private readonly NvidiaManagement? nvidia;

    private EnergyCounters(NvidiaManagement? nvidia, IReadOnlyList<IEnergyCounter> counters, IReadOnlyList<string> missing) =>
        (this.nvidia, Counters, Missing) = (nvidia, counters, missing);

    /// <summary>
    /// The counters: the processor's packages together, then each GPU. They count from when they were opened, until the dispose.
    /// </summary>
    public IReadOnlyList<IEnergyCounter> Counters { get; }

    /// <summary>For each counter that is not there the reason, in words.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Opens all that work here; the GPU driver may take seconds, so not while something is timed.</summary>
    /// <param name="root">The folder that stands for <c>/</c>; GPUs are asked through their driver, whatever it is.</param>
    public static EnergyCounters Open(string root = "/") => Open(new SystemFiles(root), NvidiaManagement.Open(out var reason), reason);

    /// <summary>As the public one, with a GPU driver that is open already; it is disposed with the counters.</summary>
    /// <param name="files">The system's files.</param>
    /// <param name="nvidia">The driver; null where there is none.</param>
    /// <param name="noNvidia">Why there is no driver; null where there is one.</param>
    internal static EnergyCounters Open(SystemFiles files, NvidiaManagement? nvidia, string? noNvidia)
    {
        List<IEnergyCounter?> counters = [ProcessorEnergyCounter.Open(files, out var noProcessor)];
        List<string?> missing = [noProcessor, noNvidia, .. nvidia?.Unreachable ?? []];
        foreach (var device in nvidia?.Devices ?? [])
        {
            counters.Add(NvidiaEnergyCounter.Open(device, out var noEnergy));
            missing.Add(noEnergy);
        }

        return new(nvidia, [.. counters.OfType<IEnergyCounter>()], [.. missing.OfType<string>()]);
    }

    /// <summary>Closes the counters: a GPU's cannot be read any more.</summary>
    public void Dispose() => nvidia?.Dispose();
}
