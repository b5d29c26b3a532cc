using System.Globalization;
using InferenceCost.Machine.Energy;
using InferenceCost.Records;

namespace InferenceCost.Scenarios.Energy;

/// <summary>Which energy counters meter the device that a provider runs on: another card's idling would be taken for the model's.</summary>
internal static class ProviderCounters
{
    /// <summary>The providers that run on NVIDIA's cards.</summary>
    private static readonly string[] OnNvidia = ["cuda", "tensorrt"];

    /// <summary>Whether it is known which device a provider runs on.</summary>
    public static bool KnowsDevice(string provider) => provider == ProviderIds.Cpu || OnNvidia.Contains(provider);

    /// <summary>The counters of a provider's own device; none where it is not known which device that is.</summary>
    /// <param name="counters">Those of the machine.</param>
    /// <param name="provider">The provider's id.</param>
    /// <param name="options">Its options, of which <c>device_id</c> names the card.</param>
    public static IReadOnlyList<IEnergyCounter> Find(
        IEnumerable<IEnergyCounter> counters, string provider, IReadOnlyDictionary<string, string> options) =>
            provider == ProviderIds.Cpu ? [.. counters.Where(counter => counter.Gpu is null)]
            : OnNvidia.Contains(provider) ? [.. counters.Where(
                counter => counter.Gpu is { } gpu && gpu == Card(options, Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES")))]
            : [];

    /// <summary>
    /// The driver's number of the card that CUDA's device is. CUDA counts among the visible ones, and by speed unless it is told to go by
    /// bus (<c>CUDA_DEVICE_ORDER=PCI_BUS_ID</c>): with unlike cards in one machine, set that.
    /// </summary>
    internal static int? Card(IReadOnlyDictionary<string, string> options, string? visible)
    {
        if (!int.TryParse(options.GetValueOrDefault("device_id", "0"), NumberStyles.None, CultureInfo.InvariantCulture, out var device))
        {
            return null;
        }

        return string.IsNullOrEmpty(visible) ? device
            : visible.Split(',').ElementAtOrDefault(device) is { } name
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var card)
                ? card : null;
    }
}
