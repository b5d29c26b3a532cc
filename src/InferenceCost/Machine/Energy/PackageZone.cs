using System.Globalization;
using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Energy;

/// <summary>
/// One processor package's energy counter below <c>/sys/class/powercap</c>: <c>energy_uj</c> counts microjoules up to
/// <c>max_energy_range_uj</c> and then starts again.
/// </summary>
internal sealed class PackageZone
{
    private readonly SystemFiles files;
    private readonly string folder;
    private readonly long range;
    private long last;
    private long used;

    /// <summary>Starts to count at the present figure.</summary>
    /// <param name="files">The system's files.</param>
    /// <param name="folder">The zone's folder below the root, such as <c>sys/class/powercap/intel-rapl:0</c>.</param>
    /// <exception cref="UnreadableException">One of the two files cannot be read, or holds no such number.</exception>
    public PackageZone(SystemFiles files, string folder)
    {
        (this.files, this.folder) = (files, folder);
        range = Number("max_energy_range_uj");
        last = Number("energy_uj");
    }

    /// <summary>The energy since the zone was opened, in microjoules.</summary>
    /// <exception cref="UnreadableException">The zone is gone, closed, or holds no number any more.</exception>
    /// <remarks>
    /// The range is the greatest figure there is, so a round is longer by one step of the hardware's counter. That step (15 or 61 uJ on
    /// most processors) is not told here, and the range alone is added: 0.1 mJ too little in 65 kJ. A counter that falls back to zero, as
    /// after the machine has slept, looks the same as one that went round.
    /// </remarks>
    public long Microjoules()
    {
        var now = Number("energy_uj");
        var step = now >= last ? now - last : range - last + now;
        if (step < 0)
        {
            throw new UnreadableException($"/{folder}/energy_uj fell from {Shown(last)} to {Shown(now)}, and its range is {Shown(range)}");
        }

        last = now;
        return used += step;
    }

    private long Number(string name)
    {
        var text = files.Text($"{folder}/{name}")?.Trim()
            ?? throw new UnreadableException(files.HasFolder(folder)
                ? $"the processor's energy counters may not be read by this user (/{folder}/{name}; most systems let only root)"
                : $"the processor's energy counter is gone (/{folder})");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UnreadableException($"/{folder}/{name} holds '{text}', which is no number of microjoules");
    }

    private static string Shown(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A file of the zone gives no figure; the message says which and why.</summary>
    public sealed class UnreadableException(string reason) : Exception(reason);
}
