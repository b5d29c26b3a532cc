using System.Globalization;
using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Load;

/// <summary>
/// Processor time of the whole machine since it started, in the kernel's ticks, and the part of this process and of its children that have
/// ended. Linux only: <c>/proc/stat</c> and <c>/proc/self/stat</c>, which count in the same ticks.
/// </summary>
/// <param name="Total">All ticks of all cores: busy, idle and stolen.</param>
/// <param name="Idle">Ticks in which a core had nothing to do or waited for a disk.</param>
/// <param name="Steal">Ticks that the hypervisor gave to others while a core here wanted to work.</param>
/// <param name="Own">Ticks of this process and of the children that it has waited for; null where that cannot be read.</param>
public sealed record SystemCpuTimes(long Total, long Idle, long Steal, long? Own)
{
    /// <summary>The counters now; null where the system has none.</summary>
    /// <param name="root">The folder that stands for <c>/</c>.</param>
    public static SystemCpuTimes? Read(string root = "/")
    {
        var files = new SystemFiles(root);
        return Parse(files.Text("proc/stat"), files.Text("proc/self/stat"));
    }

    /// <summary>The share of steal between two readings, in percent of the machine; null when no tick passed.</summary>
    public static double? StealPercent(SystemCpuTimes before, SystemCpuTimes after) =>
        Percent(after.Steal - before.Steal, before, after);

    /// <summary>
    /// The share of other processes between two readings, in percent of the machine; null when no tick passed or this process's part is
    /// unknown. Children count as own once they have ended: read when none is running.
    /// </summary>
    public static double? OtherPercent(SystemCpuTimes before, SystemCpuTimes after)
    {
        var busy = after.Total - after.Idle - after.Steal - (before.Total - before.Idle - before.Steal);
        return Percent(busy - (after.Own - before.Own), before, after);
    }

    /// <summary>The counters in the two texts; null without a complete first line.</summary>
    internal static SystemCpuTimes? Parse(string? machine, string? process)
    {
        // cpu user nice system idle iowait irq softirq steal guest guest_nice; the two guest times are contained in user and nice.
        var fields = machine?.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (fields.Length < 9 || fields[0] != "cpu")
        {
            return null;
        }

        var ticks = fields.Skip(1).Take(8).Select(Ticks).ToArray();
        return ticks.Any(tick => tick is null)
            ? null
            : new(ticks.Sum()!.Value, ticks[3]!.Value + ticks[4]!.Value, ticks[7]!.Value, OwnTicks(process));
    }

    /// <summary>
    /// utime + stime + cutime + cstime: fields 14 to 17, counted behind the program's name, which may hold anything in its brackets.
    /// </summary>
    private static long? OwnTicks(string? process)
    {
        var behindName = process?.LastIndexOf(')') ?? -1;
        if (behindName < 0)
        {
            return null;
        }

        var fields = process![(behindName + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries); // starts with field 3
        var ticks = fields.Skip(11).Take(4).Select(Ticks).ToArray();
        return ticks.Length < 4 || ticks.Any(tick => tick is null) ? null : ticks.Sum();
    }

    private static double? Percent(long? part, SystemCpuTimes before, SystemCpuTimes after)
    {
        var passed = after.Total - before.Total;
        // The files are read one after the other.
        return passed > 0 && part is { } ticks ? Math.Clamp(100.0 * ticks / passed, 0, 100) : null;
    }

    private static long? Ticks(string field) =>
        long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : null;
}
